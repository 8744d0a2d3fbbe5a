import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger'
import { haltIds, milestoneIds, procedureIds, stageIds } from '@zhuji/contracts'
import { PlanProposalAnswer, ProposedStepAnswer } from '../plan/plan-proposal.dto.js'

const day = { format: 'date' } as const
const dayOrNull = { format: 'date', type: String, nullable: true } as const
const milestone = { enum: milestoneIds } as const

export class StandingAnswer {
  @ApiProperty({ enum: stageIds, description: '阶段 / the farthest milestone of the spine that was reached' })
  stage: string

  @ApiProperty({ enum: haltIds, nullable: true })
  halt: string | null

  @ApiProperty({ enum: procedureIds, nullable: true })
  procedure: string | null
}

export class PlanStepAnswer {
  @ApiProperty(milestone)
  milestone: string

  @ApiProperty(day)
  plannedOn: string
}

export class DerivedStepAnswer extends PickType(ProposedStepAnswer, [
  'milestone',
  'workingDays',
  'after',
  'latestStartOn',
  'floatDays',
  'critical',
]) {}

export class DerivationAnswer extends PickType(PlanProposalAnswer, ['needOn', 'from', 'provisionalYears']) {
  @ApiProperty({ type: [DerivedStepAnswer] })
  steps: readonly DerivedStepAnswer[]
}

export class BaselineAnswer {
  @ApiProperty({ example: 1 })
  version: number

  @ApiProperty({
    example: 'primary-school',
    description: 'A plan template, or `own` when the steps were given one by one',
  })
  template: string

  @ApiProperty(day)
  adoptedOn: string

  @ApiPropertyOptional()
  reason?: string

  @ApiProperty({ type: [PlanStepAnswer] })
  steps: readonly PlanStepAnswer[]

  @ApiPropertyOptional({
    type: DerivationAnswer,
    description: '倒排工期 / when the days were derived from the need date',
  })
  derivation?: DerivationAnswer

  @ApiPropertyOptional({
    type: Object,
    isArray: true,
    example: [{ month: '2026-03', amountFen: 620_000_000 }],
    description: '分月投资计划 / work planned to be put in place, by month',
  })
  investment?: readonly { month: string; amountFen: number }[]
}

export class ForecastRevisionAnswer {
  @ApiProperty({ ...day, description: 'The day on which it was expected' })
  on: string

  @ApiProperty(day)
  forecastOn: string
}

export class ForecastAnswer {
  @ApiProperty(milestone)
  milestone: string

  @ApiProperty({ ...day, description: 'In force now: the revision of the last day' })
  forecastOn: string

  @ApiProperty({ ...day, description: 'Expected at first' })
  firstForecastOn: string

  @ApiProperty({ type: [ForecastRevisionAnswer], description: 'Every revision, by day' })
  revisions: readonly ForecastRevisionAnswer[]
}

export class ReachedAnswer {
  @ApiProperty(milestone)
  milestone: string

  @ApiProperty(day)
  reachedOn: string
}

/** How far one project is built. Null is unknown, never 0. */
export class ConstructionAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ description: '0 when nothing has been recorded yet' })
  version: number

  @ApiProperty({ type: StandingAnswer })
  standing: StandingAnswer

  @ApiProperty({ type: BaselineAnswer, nullable: true, description: 'The baseline in force' })
  plan: BaselineAnswer | null

  @ApiProperty({ type: [BaselineAnswer], description: 'All of them, the first one first' })
  baselines: readonly BaselineAnswer[]

  @ApiProperty({ type: [ForecastAnswer] })
  forecasts: readonly ForecastAnswer[]

  @ApiProperty({ type: [ReachedAnswer], description: 'By day' })
  reached: readonly ReachedAnswer[]

  @ApiProperty({ type: Number, nullable: true })
  physicalPercent: number | null

  @ApiProperty({ type: Number, nullable: true, description: '累计完成投资（分）' })
  completedInvestmentFen: number | null

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  lastReportId: string | null

  @ApiProperty(dayOrNull)
  lastReportOn: string | null

  @ApiProperty()
  reports: number

  @ApiProperty({ ...dayOrNull, description: '回收日 / the day it was taken over ready-built' })
  takenOverOn: string | null

  @ApiProperty({ type: String, nullable: true })
  takenOverFrom: string | null

  @ApiProperty(dayOrNull)
  lastInspectionOn: string | null

  @ApiProperty({ type: String, nullable: true })
  lastFinding: string | null

  @ApiProperty()
  inspections: number

  @ApiProperty({ ...dayOrNull, description: '来源最近获知日 / newest day on which an import claimed to know of it' })
  lastClaimedKnownOn: string | null
}

export class ConstructionsAnswer {
  @ApiProperty({ type: [ConstructionAnswer] })
  items: readonly ConstructionAnswer[]
}
