import { ApiProperty } from '@nestjs/swagger'
import { FigureAnswer } from '../figures/figure-answer.dto.js'
import type { CurveMonth } from './project-curves.js'

const fen = { type: 'integer', format: 'int64', nullable: true } as const

export class CurveMonthAnswer implements CurveMonth {
  @ApiProperty({ example: '2026-06' }) month: string
  @ApiProperty({ ...fen, example: 62_000_000_00, description: 'Null before the plan begins.' })
  plannedFen: number | null
  @ApiProperty({ ...fen, example: 55_800_000_00, description: 'Budget × physical %; null before the first report.' })
  earnedFen: number | null
  @ApiProperty({ ...fen, example: 52_000_000_00, description: 'This and the others: null in months still to come.' })
  certifiedFen: number | null
  @ApiProperty({ ...fen, example: 158_000_000_00 }) committedFen: number | null
  @ApiProperty({ ...fen, example: 90_000_000_00 }) inPlaceFen: number | null
  @ApiProperty({ ...fen, example: 48_000_000_00 }) paidFen: number | null
}

class EarnedMarker {
  @ApiProperty({ format: 'date', example: '2026-05-24', description: 'By then the plan had as much as is earned.' })
  on: string
  @ApiProperty({ type: 'integer', format: 'int64', example: 55_800_000_00 }) earnedFen: number
}

export class CurvesAnswer {
  @ApiProperty({ type: [CurveMonthAnswer], description: 'Cumulated by the end of each month, and of the day.' })
  months: readonly CurveMonth[]

  @ApiProperty({ type: EarnedMarker, nullable: true, description: 'Null without a plan by month, or a report.' })
  earnedSchedule: { on: string; earnedFen: number } | null

  @ApiProperty({ type: [FigureAnswer] }) figures: readonly FigureAnswer[]
}
