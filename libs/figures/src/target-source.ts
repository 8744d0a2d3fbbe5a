import type { Term } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'

interface TargetSourceTerms extends Term {
  /** Of whose versions it is, where it is taken from a baseline. */
  readonly baseline?: 'first' | 'in-force'
}

/** What a figure is measured against, outside of the target lines of programmes, is taken from one of these. */
export const targetSources = {
  'planned-start': {
    zh: '现行基准计划的开工日；无计划的，为登记的计划开工日',
    en: 'Starts of the baselines in force; as registered where there is no plan',
    baseline: 'in-force',
  },
  'planned-completion': {
    zh: '现行基准计划的完工日',
    en: 'Completions of the baselines in force',
    baseline: 'in-force',
  },
  'first-planned-completion': {
    zh: '首个基准计划的完工日',
    en: 'Completions of the first baselines',
    baseline: 'first',
  },
  'promised-completion': {
    zh: '首个基准计划的完工日；无计划的，为首次预计的完工日',
    en: 'Completion of the first baseline; as first forecast where there is no plan',
    baseline: 'first',
  },
  'planned-duration': {
    zh: '首个基准计划的工期；无计划的，为登记的计划开工日至首次预计的完工日',
    en: 'Durations of the first baselines; from the registered start to the first forecast where there is no plan',
    baseline: 'first',
  },
  'monthly-plan': {
    zh: '现行基准计划的分月投资',
    en: 'Investment by month of the baselines in force',
    baseline: 'in-force',
  },
  'need-date': { zh: '登记的需求日', en: 'Need dates of the register' },
  'month-after-start': { zh: '实际开工满一个月之日', en: 'One month after the start that was reached' },
  register: { zh: '登记册中未撤销、未拆分的项目', en: 'The register, without projects cancelled or taken apart' },
  'approved-budget': { zh: '登记的概算批复额', en: 'Approved budgets of the register' },
  'agreed-amount': {
    zh: '登记的概算批复额；未知的，为台账中的合同额',
    en: 'Approved budgets of the register; the commitments of the ledger where none is known',
  },
  allocated: { zh: '台账中下达的投资计划', en: 'Allocations of the ledger' },
  'in-place': { zh: '台账中的到位资金', en: 'Funds in place of the ledger' },
  'target-line': { zh: '任务清单的目标行', en: 'The target line of a programme' },
} as const satisfies Record<string, TargetSourceTerms>
export type TargetSource = keyof typeof targetSources

/** The last day that counts: the day itself, the end of its year, or none where all of the plan counts. */
export type TargetUntil = 'day' | 'year' | 'end'

export interface FigureTarget {
  readonly from: TargetSource
  readonly until: TargetUntil
}

export const targetUntils: Readonly<Record<TargetUntil, Term>> = {
  day: { zh: '至统计日', en: 'to the day' },
  year: { zh: '至当年年底', en: 'to the end of its year' },
  end: { zh: '全部', en: 'all of it' },
}

/** A target as an answer names it. */
export interface NamedTarget {
  readonly from: TargetSource
  readonly name: Term
  /** Of the baseline of one project; null where it has none, for what has no versions, and for many projects, each with its own. */
  readonly version: number | null
  readonly cutOffOn: CalendarDate | null
}

/** `versions` are those of the baselines of one project in their order; none where many projects are asked for. */
export function namedTarget(
  { from, until }: FigureTarget,
  day: CalendarDate,
  versions: readonly number[] = [],
): NamedTarget {
  const { zh, en, baseline }: TargetSourceTerms = targetSources[from]
  const version = baseline === undefined ? undefined : versions.at(baseline === 'first' ? 0 : -1)
  const cutOffOn = { day, year: `${day.slice(0, 4)}-12-31`, end: null }[until]
  return { from, name: { zh, en }, version: version ?? null, cutOffOn }
}
