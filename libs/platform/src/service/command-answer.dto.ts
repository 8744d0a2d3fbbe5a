import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import type { Outcome } from '@zhuji/messaging'

export class RecordedEventAnswer {
  @ApiProperty({ format: 'uuid' })
  id: string

  @ApiProperty({ example: 'registry.project-registered.v1' })
  type: string

  @ApiProperty({ format: 'date' })
  occurredOn: string
}

export class DecidedEventAnswer {
  @ApiProperty({ example: 'funding.ledger-entry-posted.v2' })
  type: string

  @ApiProperty({ format: 'date' })
  occurredOn: string

  @ApiProperty({ type: 'object', additionalProperties: true })
  data: unknown
}

/** The answer to a command: which facts were recorded, and the version to send as If-Match next time. */
export class CommandAnswer {
  @ApiProperty({ example: 'project/0198b9a0-0000-7000-8000-000000000001' })
  streamId: string

  @ApiProperty({ description: '版本 / the version after the command, also the ETag' })
  version: number

  @ApiProperty({ format: 'date-time' })
  recordedAt: string

  @ApiProperty({ type: [RecordedEventAnswer] })
  events: readonly RecordedEventAnswer[]

  @ApiPropertyOptional({ description: 'true when nothing was recorded because only a trial was asked for' })
  dryRun?: true

  @ApiPropertyOptional({ type: [DecidedEventAnswer], description: 'Of a trial: the facts that would be recorded' })
  wouldRecord?: readonly DecidedEventAnswer[]
}

export function answerOf({ receipt, events }: Outcome): CommandAnswer {
  return receipt.dryRun ? { ...receipt, events: [], wouldRecord: events } : receipt
}
