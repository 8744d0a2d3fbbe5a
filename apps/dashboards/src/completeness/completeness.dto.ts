import { ApiProperty } from '@nestjs/swagger'

export class LackAnswer {
  @ApiProperty({ example: 18, description: '封存点序号 / of the checkpoint that ends the segment' }) number: number
  @ApiProperty({ example: 'funding.ledger-entry-posted.v2' }) type: string
  @ApiProperty({ example: 2 }) missing: number
}

export class CompleteLogAnswer {
  @ApiProperty({ example: 'funding' }) service: string
  @ApiProperty({
    example: 17,
    description: '到此封存点为止齐全；0 为尚无 / complete up to this checkpoint; 0: none yet',
  })
  number: number
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-07-05' }) recordedOn: string | null
  @ApiProperty({ type: Object, example: { xid: '731', position: 18_240 } })
  through: { readonly xid: string; readonly position: number }
  @ApiProperty({ example: '9b1f4e7a2c5d8036f1a4b7c0d3e6f9021b5e8a1d4c7f0a3b6e9d2c5f8a1b4e7d' }) root: string
  @ApiProperty({ type: [LackAnswer], example: [], description: '其后缺少的事件 / what is missing behind it, by type' })
  lacks: readonly LackAnswer[]
}

export class CompletenessAnswer {
  @ApiProperty({ type: [CompleteLogAnswer] }) logs: readonly CompleteLogAnswer[]
}
