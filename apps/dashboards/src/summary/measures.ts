import { type CapacityKind, capacityKindIds, hasReached } from '@zhuji/contracts'
import type { Card } from '../card/card.js'

/** All of a card that sums depend on; a measure that needs more says so here, and it is read. */
export const summedFields = [
  'facilityKind',
  'stage',
  'halt',
  'procedure',
  'cancelled',
  'unbundled',
  'status',
  'capacity',
  'approvedBudgetFen',
  'plannedStartOn',
  'takenOverOn',
  'forecastCompletionOn',
  'physicalPercent',
  'completedInvestmentFen',
  'allocatedFen',
  'inPlaceFen',
  'committedFen',
  'certifiedFen',
  'disbursedFen',
  'refundedFen',
  'paidFen',
  'alertsYellow',
  'alertsRed',
] as const
export type SummedCard = Pick<Card, (typeof summedFields)[number]>

/**
 * What one project adds to a sum. A summary is the sum of these over its projects and nothing else, so it can be kept up
 * to date by differences, asked of any group, and explained project by project. Counts of things built or due leave
 * cancelled projects and packages that were taken apart out; money keeps them, because it was spent, and a package keeps
 * what its parts leave of its budget and capacity. Counts starting with `unknown` are of projects whose input is not known: such a
 * project adds nothing to the sum in question, which is not the same as adding 0 to its denominator.
 */
const counts = {
  projects: () => 1,
  cancelledProjects: (card: SummedCard) => Number(card.cancelled),
  /** The base of rates by milestone. */
  standing: (card: SummedCard) => Number(stands(card)),
  started: (card: SummedCard) => Number(stands(card) && hasReached(card, 'start')),
  worksComplete: (card: SummedCard) => Number(stands(card) && hasReached(card, 'works-complete')),
  inUse: (card: SummedCard) => Number(stands(card) && hasReached(card, 'in-use')),
  halted: (card: SummedCard) => Number(stands(card) && card.halt !== null),
  plannedFen: (card: SummedCard) => card.approvedBudgetFen ?? 0,
  allocatedFen: (card: SummedCard) => card.allocatedFen,
  inPlaceFen: (card: SummedCard) => card.inPlaceFen,
  committedFen: (card: SummedCard) => card.committedFen,
  certifiedFen: (card: SummedCard) => card.certifiedFen,
  disbursedFen: (card: SummedCard) => card.disbursedFen,
  refundedFen: (card: SummedCard) => card.refundedFen,
  paidFen: (card: SummedCard) => card.paidFen,
  /** Paid and in place of the projects whose denominator is known: a project is in both parts of a rate, or in neither. */
  paidOfInPlaceFen: (card: SummedCard) => (card.inPlaceFen === 0 ? 0 : card.paidFen),
  paidOfAllocatedFen: (card: SummedCard) => (card.allocatedFen === 0 ? 0 : card.paidFen),
  inPlaceOfAllocatedFen: (card: SummedCard) => (card.allocatedFen === 0 ? 0 : card.inPlaceFen),
  completedInvestmentFen: (card: SummedCard) => card.completedInvestmentFen ?? 0,
  /** Completed investment of the projects whose budget is known too, and that budget: one pair, or neither. */
  comparedInvestmentFen: (card: SummedCard) => (comparable(card) ? card.completedInvestmentFen! : 0),
  comparedBudgetFen: (card: SummedCard) => (comparable(card) ? card.approvedBudgetFen! : 0),
  alertsYellow: (card: SummedCard) => card.alertsYellow,
  alertsRed: (card: SummedCard) => card.alertsRed,
  unknownBudget: (card: SummedCard) => Number(stands(card) && card.approvedBudgetFen === null),
  unknownPhysical: (card: SummedCard) => Number(stands(card) && card.physicalPercent === null),
  unknownInvestment: (card: SummedCard) => Number(stands(card) && card.completedInvestmentFen === null),
  unknownPlannedStart: (card: SummedCard) =>
    Number(stands(card) && card.takenOverOn === null && card.plannedStartOn === null),
  unknownForecast: (card: SummedCard) => Number(stands(card) && card.forecastCompletionOn === null),
  unknownComparison: (card: SummedCard) => Number(stands(card) && !comparable(card)),
  unknownAllocation: (card: SummedCard) => Number(stands(card) && card.allocatedFen === 0),
  unknownInPlace: (card: SummedCard) => Number(stands(card) && card.inPlaceFen === 0),
} as const satisfies Record<string, (card: SummedCard) => number>

export type PlainMeasure = keyof typeof counts
export type CapacityMeasure = `planned:${CapacityKind}` | `delivered:${CapacityKind}`
export type Measure = PlainMeasure | CapacityMeasure
export type Measures = Readonly<Partial<Record<Measure, number>>>

export const plainMeasures = Object.keys(counts) as readonly PlainMeasure[]
export const capacityMeasures = capacityKindIds.flatMap((kind) => [
  `planned:${kind}` as const,
  `delivered:${kind}` as const,
])
export const measures: readonly Measure[] = [...plainMeasures, ...capacityMeasures]

const plainCounts: readonly ((card: SummedCard) => number)[] = Object.values(counts)
/** Where `planned:…` of a kind is among the measures; `delivered:…` is the next one. */
const plannedPlaces = new Map(capacityKindIds.map((kind, index) => [kind, plainMeasures.length + 2 * index]))

/** Capacity is summed in thousandths of its unit, so that sums of 0.1 km stay exact. */
export const CAPACITY_SCALE = 1_000

export function isPlainMeasure(name: string): name is PlainMeasure {
  return Object.hasOwn(counts, name)
}

export function measureOf(measure: PlainMeasure, card: SummedCard): number {
  return counts[measure](card)
}

/** Only what is not 0. */
export function measuresOf(card: SummedCard): Measures {
  const sums = noSums()
  addMeasures(card, 1, sums)
  return Object.fromEntries(measures.flatMap((name, index) => (sums[index] === 0 ? [] : [[name, sums[index]]])))
}

/** One 0 for each of `measures`. */
export function noSums(): number[] {
  return nothing.slice()
}

/** Made of fractions, so that it has room for any amount: one made of small whole numbers is copied for its first large one. */
const nothing: readonly number[] = measures.map(() => 0.5).fill(0)

/** Adds what a project contributes, or takes it away, to sums in the order of `measures`. */
export function addMeasures(card: SummedCard, sign: 1 | -1, into: number[]): void {
  for (let index = 0; index < plainCounts.length; index += 1) into[index]! += sign * plainCounts[index]!(card)
  if (card.cancelled) return
  for (const { kind, amount } of card.capacity) {
    const thousandths = sign * Math.round(amount * CAPACITY_SCALE)
    const planned = plannedPlaces.get(kind)!
    into[planned]! += thousandths
    // Delivered on the day the facility is in use, not when its works are complete.
    if (hasReached(card, 'in-use')) into[planned + 1]! += thousandths
  }
}

function stands(card: SummedCard): boolean {
  return !card.cancelled && !card.unbundled
}

function comparable(card: SummedCard): boolean {
  return !card.cancelled && card.approvedBudgetFen !== null && card.completedInvestmentFen !== null
}

/** `plannedFen` → `planned_fen`, `delivered:school-places` → `delivered_school_places`. */
export function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/[:-]/g, '_')
}
