import { type CapacityKind, capacityKindIds, capacityKinds, type Term } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from '../card/card.js'
import { agreedFen, rounded } from '../card/derive.js'
import type { Fact } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { figureDefinitions, figureIds, startMeasures } from '../figures/figures.js'
import {
  CAPACITY_SCALE,
  type CapacityMeasure,
  isPlainMeasure,
  measureOf,
  measuresOf,
  plainMeasures,
} from '../summary/measures.js'
import { measureDefinitions } from './measure-definitions.js'

/** What one project adds to a part of a figure. */
export type Amount = (card: Card, day: CalendarDate) => number

export interface ExplainedFigure {
  readonly id: string
  readonly unit: 'fen' | 'projects' | 'percent' | 'points' | 'days' | 'alerts' | 'capacity'
  readonly name: Term
  readonly definition: Term
  readonly numerator: Amount
  readonly denominator?: Amount
  readonly denominatorIs?: string
  /** Parts of one unit that the numerator counts, so that sums of fractions stay exact; 1 unless given. */
  readonly scale?: number
  /** Projects whose input is not known. */
  readonly unknown?: Amount
  /** The sums of a group that are its parts; absent for figures of one project. */
  readonly sums?: { readonly numerator: string; readonly denominator?: string; readonly unknown?: string }
  /** Sums of such a figure over several projects mean nothing. */
  readonly ofOneProjectOnly?: boolean
}

const startNames = ['dueProjects', 'dueStarted', 'listProjects', 'listStarted'] as const
type StartName = (typeof startNames)[number]

function amountOf(measure: string): Amount {
  if (isPlainMeasure(measure)) return (card) => measureOf(measure, card)
  return (card, day) => startMeasures(card, day)[measure as StartName]
}

const rates: readonly ExplainedFigure[] = figureIds.map((id) => {
  const { numerator, denominator, unknown, ...texts } = figureDefinitions[id]
  return {
    id,
    unit: 'percent',
    ...texts,
    numerator: amountOf(numerator),
    denominator: amountOf(denominator),
    unknown: unknown === null ? undefined : amountOf(unknown),
    sums: { numerator, denominator, unknown: unknown ?? undefined },
  }
})

const sums: readonly ExplainedFigure[] = [...plainMeasures, ...startNames].map((id) => ({
  id,
  unit: id.endsWith('Fen') ? 'fen' : id.startsWith('alerts') ? 'alerts' : 'projects',
  ...measureDefinitions[id],
  numerator: amountOf(id),
  sums: { numerator: id },
}))

const capacities: readonly ExplainedFigure[] = capacityKindIds.flatMap((kind) => [
  capacityFigure(`planned:${kind}`, kind, [
    { zh: '规划', en: 'planned' },
    { zh: '未撤销项目登记的数量之和。', en: 'The sum of what is registered for projects that are not cancelled.' },
  ]),
  capacityFigure(`delivered:${kind}`, kind, [
    { zh: '已投用', en: 'delivered' },
    { zh: '已投入使用的项目登记的数量之和。', en: 'The sum of what is registered for projects that are in use.' },
  ]),
])

function capacityFigure(
  id: CapacityMeasure,
  kind: CapacityKind,
  [state, definition]: readonly [Term, Term],
): ExplainedFigure {
  const { zh, en, unit } = capacityKinds[kind]
  return {
    id,
    unit: 'capacity',
    name: { zh: `${zh}（${state.zh}，${unit.zh}）`, en: `${en}, ${state.en} (${unit.en})` },
    definition,
    numerator: (card) => measuresOf(card)[id] ?? 0,
    scale: CAPACITY_SCALE,
    sums: { numerator: id },
  }
}

const ofOneProject: readonly ExplainedFigure[] = [
  {
    id: 'paidPercent',
    unit: 'percent',
    name: { zh: '支付比例', en: 'Paid %' },
    definition: {
      zh: '（支付 − 退回）÷ 概算批复额；概算未知时以合同额为准。',
      en: 'Disbursed less refunded, per approved budget; per commitment where no budget is known.',
    },
    numerator: (card) => card.disbursedFen - card.refundedFen,
    denominator: (card) => agreedFen(card) ?? 0,
    denominatorIs: 'agreed-amount',
    ofOneProjectOnly: true,
  },
  cardFigure('physicalPercent', 'percent', [
    { zh: '形象进度', en: 'Physical %' },
    { zh: '最近一次填报或更正的形象进度。', en: 'Physical progress as reported or corrected last.' },
  ]),
  cardFigure('gapPoints', 'points', [
    { zh: '资金超前', en: 'Funds ahead of work' },
    {
      zh: '支付比例 − 形象进度，百分点；任一未知则未知。',
      en: 'Paid % less physical %, in points; unknown if either is.',
    },
  ]),
  cardFigure('slipDays', 'days', [
    { zh: '工期滑移', en: 'Slip' },
    {
      zh: '预计（或实际）完工日 − 首个基准计划完工日；无计划时以首次预计为准。',
      en: 'Completion expected (or reached) less that of the first baseline; less the first forecast where there is no plan.',
    },
  ]),
]

function cardFigure(
  id: 'physicalPercent' | 'gapPoints' | 'slipDays',
  unit: ExplainedFigure['unit'],
  [name, definition]: readonly [Term, Term],
): ExplainedFigure {
  return {
    id,
    unit,
    name,
    definition,
    numerator: (card) => card[id] ?? 0,
    unknown: (card) => Number(card[id] === null),
    ofOneProjectOnly: true,
  }
}

export const explainedFigures: ReadonlyMap<string, ExplainedFigure> = new Map(
  [...rates, ...sums, ...capacities, ...ofOneProject].map((figure) => [figure.id, figure]),
)

export interface Contribution {
  readonly factId: string
  /** What the fact adds to the numerator and to the denominator. */
  readonly numerator: number
  readonly denominator: number
}

/**
 * The facts that make up what a project adds to a figure, each with its share: the figure after the fact less the figure
 * before it. Shares add up to the figure whatever it is, because everything between the first and the last cancels out.
 * Every amount starts at 0 before the first fact, also the counts that are 1 for any project (`projects`).
 */
export function contributionsTo(
  figure: ExplainedFigure,
  facts: readonly Fact[],
  day: CalendarDate,
): readonly Contribution[] {
  let card = unknownCard(facts[0]?.key ?? '')
  let numerator = 0
  let denominator = 0
  const contributions: Contribution[] = []
  for (const fact of facts) {
    card = foldCard(card, fact)
    const nextNumerator = figure.numerator(card, day)
    const nextDenominator = figure.denominator?.(card, day) ?? 0
    const share = { numerator: exact(nextNumerator - numerator), denominator: exact(nextDenominator - denominator) }
    if (share.numerator !== 0 || share.denominator !== 0) contributions.push({ factId: fact.id, ...share })
    numerator = nextNumerator
    denominator = nextDenominator
  }
  return contributions
}

/** Differences of percentages carry the noise of binary fractions; amounts and counts are whole and stay as they are. */
function exact(difference: number): number {
  return Number.isInteger(difference) ? difference : rounded(difference)
}
