import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'
import { percentOf, rounded } from './exact.js'
import { type EarnedSchedule, earnedScheduleOf } from './earned-schedule.js'
import { type EarnedValue, earnedValueOf } from './earned-value.js'
import { cumulatedPlan, elapsedMonths, type PlannedMonth, plannedValueOn } from './planned-value.js'
import { type AgainstTime, againstTime, timeProgressParts } from './time-progress.js'

/** What the figures of a project's course are made of, as of a day. */
export interface CourseInputs {
  readonly day: CalendarDate
  readonly budgetFen: Fen | null
  readonly physicalPercent: number | null
  /** Null where none was ever certified. */
  readonly certifiedFen: Fen | null
  /** Of the baseline in force; empty where it has no months. */
  readonly plan: readonly PlannedMonth[]
  /** Time elapses until the works are complete. */
  readonly worksCompleteOn: CalendarDate | null
  /** Work put in place in the year of the day; null where nobody ever told of any. */
  readonly completedOfYearFen: Fen | null
}

/** Amounts of a figure; a part that is not known is null, and so is then the figure. */
export interface FigureParts {
  readonly numerator: number | null
  readonly denominator?: number | null
}

export interface CourseFigure extends FigureDefinition {
  /** What the denominator is; absent for figures that have none. */
  readonly denominatorIs?: string
  readonly of: (inputs: CourseInputs) => FigureParts
}

const EVM = 'ANSI/EIA-748; GB/T 50326'
const LIPKE = 'W. Lipke, Schedule is Different, The Measurable News, 2003'
const BULLETINS = '各地投资调度通报的序时进度口径 / as used in municipal investment bulletins'

export const courseFigures = [
  {
    ...figure('planned-value', 'fen', ['计划完成（PV）', 'Planned value (PV)', EVM]),
    target: { from: 'monthly-plan', until: 'day' },
    definition: {
      zh: '基准计划分月投资累计到统计日，当月按天数折算。',
      en: 'Planned investment of the baseline in force, cumulated to the day; within a month in proportion of its days.',
    },
    of: (inputs) => ({ numerator: valueOf(inputs).plannedFen }),
  },
  {
    ...figure('earned-value', 'fen', ['挣值（EV）', 'Earned value (EV)', EVM]),
    target: { from: 'approved-budget', until: 'day' },
    definition: { zh: '概算 × 形象进度。', en: 'Approved budget × physical %.' },
    of: (inputs) => ({ numerator: valueOf(inputs).earnedFen }),
  },
  {
    ...figure('actual-cost', 'fen', ['实际费用（AC）', 'Actual cost (AC)', EVM]),
    definition: {
      zh: '计量核定额，冲销已抵减；从未核定则未知。',
      en: 'Certified work, net of reversals; unknown where none was ever certified.',
    },
    of: (inputs) => ({ numerator: valueOf(inputs).certifiedFen }),
  },
  {
    ...figure('schedule-variance', 'fen', ['进度偏差（SV）', 'Schedule variance (SV)', EVM]),
    target: { from: 'monthly-plan', until: 'day' },
    definition: { zh: 'EV − PV。', en: 'EV − PV.' },
    of: (inputs) => ({ numerator: valueOf(inputs).scheduleVarianceFen }),
  },
  {
    ...figure('cost-variance', 'fen', ['费用偏差（CV）', 'Cost variance (CV)', EVM]),
    target: { from: 'approved-budget', until: 'day' },
    definition: { zh: 'EV − AC。', en: 'EV − AC.' },
    of: (inputs) => ({ numerator: valueOf(inputs).costVarianceFen }),
  },
  {
    ...figure('schedule-performance', 'ratio', ['进度绩效（SPI）', 'Schedule performance (SPI)', EVM]),
    target: { from: 'monthly-plan', until: 'day' },
    definition: { zh: 'EV ÷ PV。', en: 'EV / PV.' },
    denominatorIs: 'planned-value',
    of: (inputs) => ({ numerator: valueOf(inputs).earnedFen, denominator: valueOf(inputs).plannedFen }),
  },
  {
    ...figure('cost-performance', 'ratio', ['费用绩效（CPI）', 'Cost performance (CPI)', EVM]),
    target: { from: 'approved-budget', until: 'day' },
    definition: { zh: 'EV ÷ AC。', en: 'EV / AC.' },
    denominatorIs: 'actual-cost',
    of: (inputs) => ({ numerator: valueOf(inputs).earnedFen, denominator: valueOf(inputs).certifiedFen }),
  },
  {
    ...figure('estimate-at-completion', 'fen', ['完工估算（EAC）', 'Estimate at completion (EAC)', EVM]),
    target: { from: 'approved-budget', until: 'day' },
    definition: {
      zh: '概算 ÷ CPI；尚无挣值则未知。',
      en: 'Approved budget / CPI; unknown while nothing is earned.',
    },
    of: (inputs) => ({ numerator: valueOf(inputs).estimateAtCompletionFen }),
  },
  {
    ...figure('earned-schedule', 'months', ['挣得工期（ES）', 'Earned schedule (ES)', LIPKE]),
    target: { from: 'monthly-plan', until: 'end' },
    definition: {
      zh: 'ES = C + (EV − PV_C) ÷ (PV_{C+1} − PV_C)，C 为 EV ≥ PV_C 的整月数；EV 达到计划总额时等于计划工期，计划不增的月份不计小数。',
      en: 'ES = C + (EV − PV_C) / (PV_{C+1} − PV_C), C the whole months with EV ≥ PV_C; the planned duration once EV reaches all that is planned; no fraction within a month in which nothing is planned.',
    },
    of: (inputs) => ({ numerator: scheduleOf(inputs)?.earned ?? null }),
  },
  {
    ...figure('schedule-performance-time', 'ratio', [
      '工期绩效（SPI(t)）',
      'Schedule performance in time (SPI(t))',
      LIPKE,
    ]),
    target: { from: 'monthly-plan', until: 'end' },
    definition: {
      zh: 'ES ÷ AT，AT 为计划首月至统计日（已完工的至完工日）的月数；AT 为 0 时不定义。',
      en: 'ES / AT, AT the months from the first of the plan to the day, or to the completion of the works; not defined while AT is 0.',
    },
    denominatorIs: 'months-elapsed',
    of: (inputs) => partsOfSchedule(scheduleOf(inputs)),
  },
  {
    ...figure('estimated-duration', 'months', ['预计工期（IEAC(t)）', 'Estimated duration (IEAC(t))', LIPKE]),
    target: { from: 'monthly-plan', until: 'end' },
    definition: {
      zh: '计划工期 ÷ SPI(t)；尚无挣值则未知。',
      en: 'Planned duration / SPI(t); unknown while nothing is earned.',
    },
    of: (inputs) => ({ numerator: scheduleOf(inputs)?.estimatedDuration ?? null }),
  },
  {
    ...figure('time-progress', 'percent', ['序时进度', 'Time progress', BULLETINS]),
    target: { from: 'monthly-plan', until: 'year' },
    definition: {
      zh: '年度分月计划中已结束月份所占的份额；没有分月计划时为已结束月数 ÷ 12。月份在其最后一日结束。',
      en: 'The share of the year’s plan that falls into the months that are over; months that are over / 12 where the plan has none for the year. A month is over on its last day.',
    },
    denominatorIs: 'year',
    of: ({ day, plan }) => timeProgressParts(day, plan),
  },
  {
    ...figure('time-difference', 'points', ['序时差', 'Difference from time progress', BULLETINS]),
    target: { from: 'monthly-plan', until: 'year' },
    definition: {
      zh: '年度投资完成率 − 序时进度，百分点；没有年度计划或未报完成投资则未知。',
      en: 'Completed investment of the year per annual plan, less time progress, in points; unknown without a plan for the year, and while no completed investment was told.',
    },
    of: (inputs) => ({ numerator: timelinessOf(inputs)?.points ?? null }),
  },
  {
    ...figure('time-ratio', 'ratio', ['序时比', 'Ratio to time progress', BULLETINS]),
    target: { from: 'monthly-plan', until: 'year' },
    definition: {
      zh: '年度投资完成率 ÷ 序时进度；第一个月结束前不定义。',
      en: 'Completed investment of the year per annual plan, per time progress; not defined before the first month is over.',
    },
    of: (inputs) => ({ numerator: timelinessOf(inputs)?.ratio ?? null }),
  },
] as const satisfies readonly CourseFigure[]

export type CourseFigureId = (typeof courseFigures)[number]['id']

function figure<Id extends string>(
  id: Id,
  unit: FigureDefinition['unit'],
  [zh, en, source]: readonly [zh: string, en: string, source: string],
) {
  return { id, version: 1, unit, name: { zh, en }, source } as const
}

/** Percent of the denominator, the ratio to it, or the numerator alone; null where a part is not known. */
export function valueOfParts(unit: FigureDefinition['unit'], { numerator, denominator }: FigureParts): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null
  if (denominator === undefined) return numerator
  return unit === 'percent' ? percentOf(numerator, denominator) : rounded(numerator / denominator)
}

function valueOf(inputs: CourseInputs): EarnedValue {
  return earnedValueOf({ ...inputs, plannedFen: plannedValueOn(inputs.plan, inputs.day) })
}

export function scheduleOf(inputs: CourseInputs): EarnedSchedule | null {
  const plan = cumulatedPlan(inputs.plan)
  const { earnedFen } = valueOf(inputs)
  if (plan.length === 0 || earnedFen === null) return null
  return earnedScheduleOf({
    plannedValues: plan.map(({ amountFen }) => amountFen),
    earnedValue: earnedFen,
    elapsedPeriods: elapsedMonths(plan[0]!.month, inputs.worksCompleteOn ?? inputs.day),
  })
}

function partsOfSchedule(schedule: EarnedSchedule | null): FigureParts {
  return { numerator: schedule && schedule.earned, denominator: schedule && (schedule.elapsed || null) }
}

/** What the plan of a year comes to; null where it has no months of it. */
export function planOfYear(plan: readonly PlannedMonth[], year: string): Fen | null {
  const months = plan.filter(({ month, amountFen }) => month.startsWith(year) && amountFen > 0)
  return months.length === 0 ? null : months.reduce((sum, { amountFen }) => sum + amountFen, 0)
}

function timelinessOf({ day, plan, completedOfYearFen }: CourseInputs): AgainstTime | null {
  const planned = planOfYear(plan, day.slice(0, 4))
  if (planned === null || completedOfYearFen === null) return null
  const time = valueOfParts('percent', timeProgressParts(day, plan))!
  return againstTime((completedOfYearFen / planned) * 100, time)
}
