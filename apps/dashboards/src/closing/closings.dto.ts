import { ApiProperty } from '@nestjs/swagger'
import { BooleanField, DayField, TextField } from '@zhuji/platform'
import type { FiguresCut } from '@zhuji/contracts'

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export class CloseMonthBody {
  @DayField({
    optional: true,
    description:
      '以哪一天所知为准，须已结束；默认昨天 / the day whose knowledge counts; it must be over, yesterday unless said',
  })
  knownOn?: string
}

export class CloseMonthRequest extends CloseMonthBody {
  @TextField({ max: 7, pattern: MONTH, example: '2026-06' })
  month: string
}

export class TrialQuery {
  @BooleanField({
    optional: true,
    query: true,
    description: 'Decide and answer what would be recorded, record nothing.',
  })
  dryRun?: boolean
}

export const exampleCut = {
  asOf: '2026-06-30',
  knownOn: '2026-07-05',
  logs: [
    {
      service: 'funding',
      checkpoint: 17,
      xid: '731',
      position: 18_240,
      root: '9b1f4e7a2c5d8036f1a4b7c0d3e6f9021b5e8a1d4c7f0a3b6e9d2c5f8a1b4e7d',
    },
  ],
}

export class ClosedMonthAnswer {
  @ApiProperty({ example: '2026-06' }) month: string
  @ApiProperty({
    type: Object,
    example: exampleCut,
    description:
      '{ asOf, knownOn, logs }: 业务日、所知日、各日志位置 / both days, and how far each log counts: up to a checkpoint',
  })
  cut: FiguresCut
  @ApiProperty({ format: 'date-time', example: '2026-07-06T01:12:00.000Z' }) closedAt: string
  @ApiProperty({ example: '周敏' }) closedBy: string
}

export class ClosedMonthsAnswer {
  @ApiProperty({ type: [ClosedMonthAnswer] }) items: readonly ClosedMonthAnswer[]
}
