import { hasReached } from '@zhuji/contracts'
import { addMonths, type CalendarDate, type Fen } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'
import type { StartInputs } from './starts.js'
import type { TargetSource } from './target-source.js'

/** What rates over what is due ask of one project. */
export interface DueInputs extends StartInputs {
  readonly startedOn: CalendarDate | null
  readonly plannedCompletionOn: CalendarDate | null
  readonly firstPlannedCompletionOn: CalendarDate | null
  readonly worksCompleteOn: CalendarDate | null
  readonly needOn: CalendarDate | null
  readonly inStatisticsOn: CalendarDate | null
  /** Null where nobody ever told of any. */
  readonly completedInvestmentFen: Fen | null
  readonly investmentByYear: Readonly<Record<string, { readonly plannedFen?: Fen; readonly completedFen?: Fen }>>
}

/** What one project adds to a rate. */
export interface DueParts {
  readonly numerator: number
  readonly denominator: number
  readonly unknown: number
}

export interface DueRate extends FigureDefinition {
  readonly denominatorIs: 'due-to-date' | 'annual-list' | 'annual-plan'
  readonly of: (project: DueInputs, day: CalendarDate) => DueParts
}

/** An accepting milestone: by which day it is due, and whether it was reached. */
interface Verb {
  readonly id: 'works-complete' | 'in-use' | 'on-time' | 'in-statistics'
  readonly zh: readonly [name: string, due: string, dueOn: string, done: string]
  readonly en: readonly [name: string, dueOn: string, done: string]
  readonly source?: string
  readonly from: TargetSource
  readonly dueOn: (project: DueInputs) => CalendarDate | null
  readonly isDone: (project: DueInputs) => boolean
  /** It is one of building: what came ready-built is not due. */
  readonly ofBuilding: boolean
  /** A project without the day is not due, rather than unknown. */
  readonly dueFollows?: true
}

const verbs: readonly Verb[] = [
  {
    id: 'works-complete',
    zh: ['完工率', '应完工', '现行基准计划的完工日', '已完工（含已投用）'],
    en: ['Works-complete rate', 'completion planned in the baseline in force', 'whose works are complete'],
    from: 'planned-completion',
    dueOn: ({ plannedCompletionOn }) => plannedCompletionOn,
    isDone: (project) => hasReached(project, 'works-complete'),
    ofBuilding: true,
  },
  {
    id: 'in-use',
    zh: ['投用率', '应投用', '需求日', '已投入使用'],
    en: ['In-use rate', 'need date', 'that are in use'],
    from: 'need-date',
    dueOn: ({ needOn }) => needOn,
    isDone: (project) => hasReached(project, 'in-use'),
    ofBuilding: false,
  },
  {
    id: 'on-time',
    zh: ['按期率', '应完工', '首个基准计划的完工日', '在该日或之前完工'],
    en: ['On-time rate', 'completion planned in the first baseline', 'completed on that day or before'],
    from: 'first-planned-completion',
    dueOn: ({ firstPlannedCompletionOn }) => firstPlannedCompletionOn,
    isDone: ({ worksCompleteOn, firstPlannedCompletionOn }) =>
      worksCompleteOn !== null && firstPlannedCompletionOn !== null && worksCompleteOn <= firstPlannedCompletionOn,
    ofBuilding: true,
  },
  {
    id: 'in-statistics',
    zh: ['入统率', '应入统', '开工满一个月之日', '已入统'],
    en: ['In-statistics rate', 'end of the month after the start', 'that are in statistics'],
    source: '开工一个月内入统 / entered within a month of the start',
    from: 'month-after-start',
    dueOn: ({ startedOn }) => (startedOn === null ? null : addMonths(startedOn, 1)),
    isDone: ({ inStatisticsOn }) => inStatisticsOn !== null,
    ofBuilding: true,
    dueFollows: true,
  },
]

/** Rates over what is due by the day, over the list of its year, and over the plan of its year; each under an id of its own. */
export const dueRates: readonly DueRate[] = [
  ...verbs.flatMap((verb) => [dueToDate(verb), annualList(verb)]),
  {
    id: 'investment-completion-rate-annual',
    version: 1,
    unit: 'percent',
    denominatorIs: 'annual-plan',
    target: { from: 'monthly-plan', until: 'year' },
    name: { zh: '投资完成率（年度计划）', en: 'Investment completion rate (annual plan)' },
    definition: {
      zh: '本年累计完成投资 ÷ 现行基准计划中本年各月投资之和；不含已撤销项目。本年无分月计划或从未报过完成投资的项目另计，不进分子分母。',
      en: 'Completed investment of the year per investment that the baseline in force plans for its months; without cancelled projects. Projects without a plan for the year, or that never told of completed investment, are counted as unknown and are in neither part.',
    },
    of: (project, day) => ofYear(project, day.slice(0, 4)),
  },
]

function dueToDate(verb: Verb): DueRate {
  const { id, zh, en, source, from } = verb
  return {
    id: `${id}-rate-due`,
    version: 2,
    unit: 'percent',
    ...(source && { source }),
    denominatorIs: 'due-to-date',
    target: { from, until: 'day' },
    name: { zh: `${zh[0]}（${zh[1]}）`, en: `${en[0]} (due to date)` },
    definition: {
      zh: `${zh[2]}不晚于统计日的项目中${zh[3]}的项目数 ÷ 这些项目数；${except(verb).zh}${missing(verb).zh}。`,
      en: `Projects ${en[2]}, per project whose ${en[1]} is on or before the day; ${except(verb).en}${missing(verb).en}.`,
    },
    of: (project, day) => partsOf(verb, project, (dueOn) => dueOn <= day),
  }
}

function annualList(verb: Verb): DueRate {
  const { id, zh, en, source, from } = verb
  return {
    id: `${id}-rate-annual`,
    version: 2,
    unit: 'percent',
    ...(source && { source }),
    denominatorIs: 'annual-list',
    target: { from, until: 'year' },
    name: { zh: `${zh[0]}（年度清单）`, en: `${en[0]} (annual list)` },
    definition: {
      zh: `${zh[2]}在统计年度内的项目中${zh[3]}的项目数 ÷ 这些项目数；${except(verb).zh}${missing(verb).zh}。`,
      en: `Projects ${en[2]}, per project whose ${en[1]} lies in the year of the day; ${except(verb).en}${missing(verb).en}.`,
    },
    of: (project, day) => partsOf(verb, project, (dueOn) => dueOn.slice(0, 4) === day.slice(0, 4)),
  }
}

function except({ ofBuilding }: Verb) {
  return ofBuilding
    ? {
        zh: '不含已撤销、已拆分和现成移交的项目',
        en: 'without cancelled and ready-built projects and packages that were taken apart',
      }
    : { zh: '不含已撤销和已拆分的项目', en: 'without cancelled projects and packages that were taken apart' }
}

function missing({ dueFollows }: Verb) {
  return dueFollows
    ? { zh: '', en: '' }
    : { zh: '，该日未知的项目另计', en: '; projects without that day are counted as unknown' }
}

const nothing: DueParts = { numerator: 0, denominator: 0, unknown: 0 }

function partsOf(verb: Verb, project: DueInputs, isCounted: (dueOn: CalendarDate) => boolean): DueParts {
  if (project.cancelled || project.unbundled || (verb.ofBuilding && project.takenOverOn !== null)) return nothing
  const dueOn = verb.dueOn(project)
  if (dueOn === null) return verb.dueFollows ? nothing : { ...nothing, unknown: 1 }
  return isCounted(dueOn) ? { numerator: Number(verb.isDone(project)), denominator: 1, unknown: 0 } : nothing
}

function ofYear({ cancelled, completedInvestmentFen, investmentByYear }: DueInputs, year: string): DueParts {
  if (cancelled) return nothing
  const { plannedFen, completedFen = 0 } = investmentByYear[year] ?? {}
  if (plannedFen === undefined || completedInvestmentFen === null) return { ...nothing, unknown: 1 }
  return { numerator: completedFen, denominator: plannedFen, unknown: 0 }
}
