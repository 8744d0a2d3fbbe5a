import type { FigureDefinition } from './definition.js'
import { percentOf } from './exact.js'

/** What figures are computed from: the sums of a group, and how many of its projects are due to start. */
export interface FigureSums {
  readonly [measure: string]: number
}

/** A rate of a group with both of its parts. Null where nothing is known, never 0. */
export interface Rate {
  readonly id: RateId
  readonly version: number
  /** Percent, four decimals. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly denominatorIs: string
  /** Projects of the group whose input is not known; they are in neither part, except where the definition says so. */
  readonly unknown: number
}

interface RateDefinition extends Omit<FigureDefinition, 'id'> {
  readonly numerator: string
  readonly denominator: string
  readonly denominatorIs: string
  readonly unknown: string | null
}

/** The formulas are those of the national and provincial bulletins on public works; each names its denominator. */
export const rateDefinitions = {
  'start-rate': {
    version: 3,
    unit: 'percent',
    numerator: 'dueStarted',
    denominator: 'dueProjects',
    denominatorIs: 'due-to-date',
    unknown: 'unknownPlannedStart',
    target: { from: 'planned-start', until: 'day' },
    name: { zh: '开工率（应开工）', en: 'Start rate (due to date)' },
    definition: {
      zh: '已开工的应开工项目数 ÷ 计划开工日不晚于统计日的项目数；不含已撤销、已拆分和现成移交的项目，计划开工日未知的项目另计。',
      en: 'Started projects among those due, per project whose planned start is on or before the day; without cancelled and ready-built projects and packages that were taken apart; projects without a planned start are counted as unknown.',
    },
  },
  'start-rate-annual': {
    version: 3,
    unit: 'percent',
    numerator: 'listStarted',
    denominator: 'listProjects',
    denominatorIs: 'annual-list',
    unknown: 'unknownPlannedStart',
    target: { from: 'planned-start', until: 'year' },
    name: { zh: '开工率（年度清单）', en: 'Start rate (annual list)' },
    definition: {
      zh: '年度清单中已开工项目数 ÷ 计划开工日在统计年度内的项目数；不含已撤销、已拆分和现成移交的项目。',
      en: 'Started projects of the annual list, per project whose planned start lies in the year of the day; without cancelled and ready-built projects and packages that were taken apart.',
    },
  },
  'investment-completion-rate': {
    version: 1,
    unit: 'percent',
    numerator: 'comparedInvestmentFen',
    denominator: 'comparedBudgetFen',
    denominatorIs: 'approved-budget',
    unknown: 'unknownComparison',
    target: { from: 'approved-budget', until: 'day' },
    name: { zh: '投资完成率', en: 'Investment completion rate' },
    definition: {
      zh: '累计完成投资 ÷ 概算批复额；只计两者均已知且未撤销的项目。完成投资是实物工作量，不是支付额。',
      en: 'Completed investment per approved budget, over projects for which both are known and that are not cancelled. Work put in place, not cash.',
    },
  },
  'disbursement-rate': {
    version: 2,
    unit: 'percent',
    numerator: 'paidOfInPlaceFen',
    denominator: 'inPlaceFen',
    denominatorIs: 'in-place',
    unknown: 'unknownInPlace',
    target: { from: 'in-place', until: 'day' },
    name: { zh: '支付率', en: 'Disbursement rate' },
    definition: {
      zh: '已付（支付 − 退回）÷ 到位资金，冲销已抵减；含已撤销项目的资金；没有到位记录的项目另计，不进分子分母。',
      en: 'Paid (disbursed less refunded) per funds in place, net of reversals and also of cancelled projects; projects without funds in place are counted as unknown and are in neither part.',
    },
  },
  'in-place-rate': {
    version: 2,
    unit: 'percent',
    numerator: 'inPlaceOfAllocatedFen',
    denominator: 'allocatedFen',
    denominatorIs: 'allocated',
    unknown: 'unknownAllocation',
    target: { from: 'allocated', until: 'day' },
    name: { zh: '资金到位率', en: 'Funds-in-place rate' },
    definition: {
      zh: '到位资金 ÷ 下达投资计划，按台账净额，含已撤销项目的资金；没有下达记录的项目另计，不进分子分母。',
      en: 'Funds in place per allocation, net of reversals and also of cancelled projects; projects without an allocation are counted as unknown and are in neither part.',
    },
  },
  'works-complete-rate': {
    version: 2,
    unit: 'percent',
    numerator: 'worksComplete',
    denominator: 'standing',
    denominatorIs: 'projects-not-cancelled',
    unknown: null,
    target: { from: 'register', until: 'day' },
    name: { zh: '完工率', en: 'Works-complete rate' },
    definition: {
      zh: '已完工项目数（含已投用）÷ 未撤销、未拆分的项目数。',
      en: 'Projects whose works are complete (in use or not), per project that is neither cancelled nor taken apart.',
    },
  },
  'in-use-rate': {
    version: 2,
    unit: 'percent',
    numerator: 'inUse',
    denominator: 'standing',
    denominatorIs: 'projects-not-cancelled',
    unknown: null,
    target: { from: 'register', until: 'day' },
    name: { zh: '投用率', en: 'In-use rate' },
    definition: {
      zh: '已投入使用项目数 ÷ 未撤销、未拆分的项目数。完工不等于投用。',
      en: 'Projects in use, per project that is neither cancelled nor taken apart. Works complete is not in use.',
    },
  },
  'disbursement-rate-allocated': {
    version: 1,
    unit: 'percent',
    numerator: 'paidOfAllocatedFen',
    denominator: 'allocatedFen',
    denominatorIs: 'allocated',
    unknown: 'unknownAllocation',
    target: { from: 'allocated', until: 'day' },
    name: { zh: '支付率（下达）', en: 'Disbursement rate (allocated)' },
    definition: {
      zh: '已付（支付 − 退回）÷ 下达投资计划，冲销已抵减，含已撤销项目的资金；没有下达记录的项目另计，不进分子分母。',
      en: 'Paid (disbursed less refunded) per allocation, net of reversals and also of cancelled projects; projects without an allocation are counted as unknown and are in neither part.',
    },
  },
} as const satisfies Record<string, RateDefinition>

export type RateId = keyof typeof rateDefinitions
export const rateIds = Object.keys(rateDefinitions) as readonly RateId[]

export function rateOf(id: RateId, sums: FigureSums): Rate {
  const { version, numerator, denominator, denominatorIs, unknown } = rateDefinitions[id]
  const base = sums[denominator] ?? 0
  const part = sums[numerator] ?? 0
  return {
    id,
    version,
    value: percentOf(part, base),
    numerator: base === 0 && part === 0 ? null : part,
    denominator: base === 0 ? null : base,
    denominatorIs,
    unknown: unknown === null ? 0 : (sums[unknown] ?? 0),
  }
}
