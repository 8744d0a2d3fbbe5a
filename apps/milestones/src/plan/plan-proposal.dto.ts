import { ApiProperty } from '@nestjs/swagger'
import { type FacilityKind, type Milestone, milestoneIds } from '@zhuji/contracts'
import { ChoiceField, CountField, DayField, NestedField } from '@zhuji/platform'
import { planTemplateIds } from './plan-templates.js'

export class DurationBody {
  @ChoiceField(milestoneIds, { example: 'permit' })
  milestone: Milestone

  @CountField({ max: 1000, example: 30, description: '工期（工作日）/ working days the step takes' })
  workingDays: number

  @ChoiceField(milestoneIds, {
    array: { max: 20 },
    optional: true,
    example: ['contracting'],
    description: '前置步骤 / what must be done before; absent: as in the template',
  })
  after?: Milestone[]
}

export const durationList = { array: { max: 60 }, optional: true } as const
export const leaveOutList = {
  array: { max: 60 },
  optional: true,
  description: '不排的步骤 / steps of the template that this project does not have or plan',
} as const

export class PlanProposalBody {
  @ChoiceField(planTemplateIds, { optional: true, description: 'Absent: the template of the facility kind' })
  template?: FacilityKind

  @DayField({ optional: true, description: '需求日 / absent: as registered' })
  needOn?: string

  @DayField({ optional: true, example: '2026-01-20', description: '起算日 / absent: today' })
  from?: string

  @NestedField(() => DurationBody, { ...durationList, description: 'Where they differ from the template' })
  durations?: DurationBody[]

  @ChoiceField(milestoneIds, leaveOutList)
  leaveOut?: Milestone[]
}

const day = { format: 'date' } as const

export class ProposedStepAnswer {
  @ApiProperty({ enum: milestoneIds, example: 'permit' })
  milestone: string

  @ApiProperty({ description: '工期（工作日）', example: 30 })
  workingDays: number

  @ApiProperty({ enum: milestoneIds, isArray: true, description: '前置步骤', example: ['contracting'] })
  after: readonly string[]

  @ApiProperty({ ...day, description: 'When nothing waits and everything takes its time' })
  earliestFinishOn: string

  @ApiProperty({ ...day, description: '最晚开始日' })
  latestStartOn: string

  @ApiProperty({ ...day, description: '最晚完成日' })
  latestFinishOn: string

  @ApiProperty({ description: '时差（工作日）/ negative: too late by so many working days', example: 12 })
  floatDays: number

  @ApiProperty({ description: '关键步骤 / no step has less float' })
  critical: boolean

  @ApiProperty({ description: '最晚开始日已过 / its latest start lies before the first day' })
  late: boolean
}

export class PlanProposalAnswer {
  @ApiProperty({ enum: planTemplateIds })
  template: string

  @ApiProperty(day)
  needOn: string

  @ApiProperty(day)
  from: string

  @ApiProperty({ description: '工期不足（工作日）/ 0 when the need date can be met', example: 0 })
  shortByDays: number

  @ApiProperty({ ...day, description: '最早可完成日' })
  earliestNeedOn: string

  @ApiProperty({ type: [String], description: '暂定年份 / years without a holiday notice yet', example: ['2027'] })
  provisionalYears: readonly string[]

  @ApiProperty({ type: [ProposedStepAnswer], description: 'What is still to be done, by the latest finish' })
  steps: readonly ProposedStepAnswer[]
}
