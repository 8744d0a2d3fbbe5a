import { type CapacityKind, capacityKindIds, capacityKinds, type Term } from '@zhuji/contracts'
import {
  courseFigures,
  type CourseFigure,
  dueRates,
  type FigureDefinition,
  gapDefinition,
  paidBeyondDefinition,
  paidDefinition,
  rateDefinitions,
  rateIds,
  rounded,
  slipDefinition,
  startMeasures,
  valueOfParts,
} from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from '../card/card.js'
import type { Fact } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { idleFenOf, idleFigures, paidBeyondOf } from '../figures/idle-figures.js'
import { courseOf } from '../curves/course.js'
import {
  CAPACITY_SCALE,
  type CapacityMeasure,
  isPlainMeasure,
  measureOf,
  measuresOf,
  type PlainMeasure,
  plainMeasures,
} from '../summary/measures.js'
import { measureDefinitions } from './measure-definitions.js'

/** What one project adds to a part of a figure. */
export type Amount = (card: Card, day: CalendarDate) => number

export interface ExplainedFigure extends FigureDefinition {
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

const rates: readonly ExplainedFigure[] = rateIds.map((id) => {
  const { numerator, denominator, unknown, ...texts } = rateDefinitions[id]
  return {
    id,
    ...texts,
    numerator: amountOf(numerator),
    denominator: amountOf(denominator),
    unknown: unknown === null ? undefined : amountOf(unknown),
    sums: { numerator, denominator, unknown: unknown ?? undefined },
  }
})

/** What counts the projects that a sum leaves out because nobody told their amount. */
const leftOutOf: Readonly<Partial<Record<string, PlainMeasure>>> = {
  plannedFen: 'unknownBudget',
  allocatedFen: 'unknownAllocation',
  inPlaceFen: 'unknownInPlace',
  completedInvestmentFen: 'unknownInvestment',
  comparedInvestmentFen: 'unknownComparison',
  comparedBudgetFen: 'unknownComparison',
}

const sums: readonly ExplainedFigure[] = [...plainMeasures, ...startNames].map((id) => {
  const leftOut = leftOutOf[id]
  return {
    id,
    // They say since version 2 of how many projects nobody told the amount.
    version: leftOut ? 2 : 1,
    unit: id.endsWith('Fen') ? 'fen' : id.startsWith('alerts') ? 'alerts' : 'projects',
    ...measureDefinitions[id],
    numerator: amountOf(id),
    unknown: leftOut && amountOf(leftOut),
    sums: { numerator: id, unknown: leftOut },
  }
})

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
    version: 1,
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
    ...paidDefinition,
    numerator: (card) => card.paidFen,
    denominator: (card) => card.agreedFen ?? 0,
    denominatorIs: 'agreed-amount',
    ofOneProjectOnly: true,
  },
  ofCard({
    id: 'physicalPercent',
    version: 1,
    unit: 'percent',
    name: { zh: '形象进度', en: 'Physical %' },
    definition: {
      zh: '发生日最晚的一次填报及其更正的形象进度。',
      en: 'Physical progress as the report of the latest day says, with its corrections.',
    },
  }),
  ofCard(gapDefinition),
  ofCard(slipDefinition),
]

function ofCard(
  definition: FigureDefinition & { readonly id: 'physicalPercent' | 'gapPoints' | 'slipDays' },
): ExplainedFigure {
  const { id } = definition
  return {
    ...definition,
    numerator: (card) => card[id] ?? 0,
    unknown: (card) => Number(card[id] === null),
    ofOneProjectOnly: true,
  }
}

const ofCourse: readonly ExplainedFigure[] = courseFigures.map((figure: CourseFigure) => {
  const { of, denominatorIs, ...texts } = figure
  return {
    ...texts,
    ...(denominatorIs !== undefined && {
      denominatorIs,
      denominator: (card: Card, day: CalendarDate) => of(courseOf(card, day)).denominator ?? 0,
    }),
    numerator: (card, day) => of(courseOf(card, day)).numerator ?? 0,
    unknown: (card, day) => Number(valueOfParts(texts.unit, of(courseOf(card, day))) === null),
    ofOneProjectOnly: true,
  }
})

const due: readonly ExplainedFigure[] = dueRates.map(({ of, ...texts }) => ({
  ...texts,
  numerator: (card, day) => of(card, day).numerator,
  denominator: (card, day) => of(card, day).denominator,
  unknown: (card, day) => of(card, day).unknown,
}))

const idle: readonly ExplainedFigure[] = [
  ...idleFigures.map(({ age, ...texts }) => ({
    ...texts,
    numerator: (card: Card, day: CalendarDate) => idleFenOf(card, day, age),
  })),
  { ...paidBeyondDefinition, numerator: paidBeyondOf },
]

export const explainedFigures: ReadonlyMap<string, ExplainedFigure> = new Map(
  [...rates, ...due, ...sums, ...idle, ...capacities, ...ofOneProject, ...ofCourse].map((figure) => [
    figure.id,
    figure,
  ]),
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
