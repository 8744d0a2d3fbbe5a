import {
  type Halt,
  haltIds,
  type Milestone,
  milestoneIds,
  type Procedure,
  procedureIds,
  type FacilityKind,
} from '@zhuji/contracts'
import {
  BooleanField,
  ChoiceField,
  DayField,
  FenField,
  IdField,
  NestedField,
  PercentField,
  TextField,
} from '@zhuji/platform'
import { EvidenceBody } from '../evidence/evidence.dto.js'
import { DurationBody, durationList, leaveOutList } from '../plan/plan-proposal.dto.js'
import { planTemplateIds } from '../plan/plan-templates.js'

const TEXT_MAX = 4000
/** 10 trillion yuan: more than any work costs, and far below where integers stop being exact. */
const FEN_MAX = 1_000_000_000_000_000
const evidenceList = { array: { max: 50 }, optional: true, description: '佐证 / files uploaded before' } as const

/** What every command says: the day the fact happened. */
export class FactBody {
  @DayField({ example: '2026-03-01', description: '发生日 / the day it happened, not after today' })
  occurredOn: string
}

export class TrialQuery {
  @BooleanField({ optional: true, query: true, description: 'Decide and answer, but record nothing' })
  dryRun?: boolean
}

export class PlanStepBody {
  @ChoiceField(milestoneIds)
  milestone: Milestone

  @DayField()
  plannedOn: string
}

export class PlannedMonthBody {
  @TextField({ max: 7, pattern: /^\d{4}-(0[1-9]|1[0-2])$/, example: '2026-03', description: '月份' })
  month: string

  @FenField({ max: FEN_MAX, example: 620_000_000, description: '计划完成投资（分）' })
  amountFen: number
}

export class AdoptPlanBody extends FactBody {
  @ChoiceField(planTemplateIds, { optional: true, description: 'Absent: the template of the facility kind' })
  template?: FacilityKind

  @NestedField(() => PlanStepBody, {
    array: { min: 1, max: 60 },
    optional: true,
    description: 'Absent: derived from the template, in proportion between planned start and need date',
  })
  steps?: PlanStepBody[]

  @DayField({ optional: true, description: '计划开工日 / absent: as registered' })
  startOn?: string

  @DayField({ optional: true, description: '需求日 / absent: as registered' })
  needOn?: string

  @NestedField(() => DurationBody, {
    ...durationList,
    description:
      '倒排工期 / given, even empty, every step is planned on its latest day before the need date, in working days; ' +
      'named are those that differ from the template',
  })
  durations?: DurationBody[]

  @ChoiceField(milestoneIds, leaveOutList)
  leaveOut?: Milestone[]

  @NestedField(() => PlannedMonthBody, {
    array: { max: 240 },
    optional: true,
    description: '分月投资计划 / work planned to be put in place, by month; absent: that of the baseline before',
  })
  investment?: PlannedMonthBody[]

  @TextField({ max: TEXT_MAX, optional: true, description: 'Needed from the second baseline on' })
  reason?: string
}

export class ReviseForecastBody extends FactBody {
  @ChoiceField(milestoneIds)
  milestone: Milestone

  @DayField({ example: '2027-07-15', description: '预计日期' })
  forecastOn: string

  @TextField({ max: TEXT_MAX, optional: true })
  reason?: string
}

export class ReportProgressBody extends FactBody {
  @PercentField({ example: 42.5, description: '形象进度（%）' })
  physicalPercent: number

  @FenField({
    max: FEN_MAX,
    optional: true,
    description: '本期完成投资（分）/ work put in place since the last report',
  })
  completedInvestmentFen?: number

  @TextField({ max: TEXT_MAX, optional: true, example: '主体四层' })
  text?: string

  @NestedField(() => EvidenceBody, evidenceList)
  evidence?: EvidenceBody[]
}

export class CorrectProgressBody extends FactBody {
  @PercentField({ example: 40 })
  physicalPercent: number

  @FenField({ min: -FEN_MAX, max: FEN_MAX, optional: true, description: 'Change of completed investment, in fen' })
  completedInvestmentChangeFen?: number

  @TextField({ max: TEXT_MAX, example: '复核工程量' })
  reason: string

  @IdField({ optional: true, description: 'The report you saw; refused when it is no longer the latest' })
  reportId?: string
}

export class ReachMilestoneBody extends FactBody {
  @ChoiceField(milestoneIds)
  milestone: Milestone

  @TextField({ max: TEXT_MAX, optional: true })
  text?: string

  @NestedField(() => EvidenceBody, evidenceList)
  evidence?: EvidenceBody[]
}

export class CorrectMilestoneBody extends FactBody {
  @ChoiceField(milestoneIds)
  milestone: Milestone

  @DayField({ nullable: true, description: 'The right day; null when it was never reached' })
  reachedOn: string | null

  @TextField({ max: TEXT_MAX })
  reason: string
}

export class TakeOverBody extends FactBody {
  @TextField({ max: 200, example: '某置业有限公司', description: '移交方 / who built it' })
  from: string

  @TextField({ max: TEXT_MAX, optional: true, example: '住宅小区配建幼儿园' })
  text?: string

  @NestedField(() => EvidenceBody, evidenceList)
  evidence?: EvidenceBody[]
}

export class StopWorkBody extends FactBody {
  @ChoiceField(haltIds)
  halt: Halt

  @TextField({ max: TEXT_MAX, example: '施工单位退场' })
  reason: string
}

export class ResumeWorkBody extends FactBody {
  @TextField({ max: TEXT_MAX, optional: true })
  text?: string
}

export class EndProcedureBody extends FactBody {
  @ChoiceField(procedureIds)
  procedure: Procedure
}

export class StartProcedureBody extends EndProcedureBody {
  @TextField({ max: TEXT_MAX, optional: true, example: '原合同解除' })
  reason?: string
}

export class InspectWorkBody extends FactBody {
  @TextField({ max: 200, optional: true, example: '市督查室' })
  inspector?: string

  @TextField({ max: 200, example: '与填报一致' })
  finding: string

  @PercentField({ optional: true, description: 'As seen on site' })
  physicalPercent?: number

  @TextField({ max: TEXT_MAX, optional: true })
  text?: string

  @NestedField(() => EvidenceBody, evidenceList)
  evidence?: EvidenceBody[]
}

export class ConstructionIdsBody {
  @IdField({ array: { min: 1, max: 1000 } })
  ids: string[]
}
