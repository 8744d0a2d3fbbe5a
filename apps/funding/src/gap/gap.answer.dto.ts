import { ApiProperty } from '@nestjs/swagger'
import type { WatchedGap } from './gap.js'

export class GapAnswer implements WatchedGap {
  @ApiProperty({ type: Number, nullable: true, description: '已付占比 / paid ÷ agreed × 100, four decimals' })
  paidPercent: number | null

  @ApiProperty({ type: Number, nullable: true, description: '形象进度 / null: never reported' })
  physicalPercent: number | null

  @ApiProperty({ type: Number, nullable: true, description: '资金进度差（百分点）/ paid % − physical %' })
  points: number | null

  @ApiProperty({ example: 30 })
  limitPoints: number

  @ApiProperty({ type: Boolean, nullable: true, description: '资金超前 / over the limit; null: unknown' })
  ahead: boolean | null

  @ApiProperty({
    enum: ['approved-budget', 'commitments'],
    nullable: true,
    description: '“约定金额”取自 / what is taken as agreed',
  })
  basis: WatchedGap['basis']

  @ApiProperty({ type: 'integer', format: 'int64', nullable: true })
  agreedFen: number | null

  @ApiProperty({ type: 'integer', format: 'int64', description: '支付减退回' })
  paidFen: number
}
