import { ApiProperty } from '@nestjs/swagger'
import { milestoneIds } from '@zhuji/contracts'

const day = { format: 'date' } as const
const daysOrNull = { type: Number, nullable: true } as const

export class PlannedDayAnswer {
  @ApiProperty({ description: 'Of the baseline', example: 1 })
  version: number

  @ApiProperty(day)
  adoptedOn: string

  @ApiProperty(day)
  plannedOn: string
}

export class TrendPointAnswer {
  @ApiProperty({ ...day, description: '填报日 / the day on which it was expected' })
  on: string

  @ApiProperty({ ...day, description: '预计日' })
  expectedOn: string

  @ApiProperty({ enum: ['baseline', 'forecast', 'actual'] })
  by: string
}

export class MilestoneTrendAnswer {
  @ApiProperty({ enum: milestoneIds })
  milestone: string

  @ApiProperty({ type: [PlannedDayAnswer] })
  baselines: readonly PlannedDayAnswer[]

  @ApiProperty({ type: [TrendPointAnswer], description: 'By the day on which it was expected' })
  points: readonly TrendPointAnswer[]

  @ApiProperty({ format: 'date', type: String, nullable: true })
  reachedOn: string | null

  @ApiProperty({
    ...daysOrNull,
    description: '偏差（天）/ expected or reached − planned in the baseline in force',
    example: 61,
  })
  slipDays: number | null

  @ApiProperty({
    ...daysOrNull,
    description: '对首版计划的偏差（天）/ the same against the first baseline',
    example: 92,
  })
  slipFromFirstDays: number | null
}

export class TrendAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ ...day, description: '截至业务日' })
  asOf: string

  @ApiProperty({ ...day, description: '截至获知日' })
  knownOn: string

  @ApiProperty({ type: [MilestoneTrendAnswer] })
  items: readonly MilestoneTrendAnswer[]
}
