import { type CalendarDate, monthOf } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import { cutOf, type Fact } from './fact.js'
import { foldFact } from './fold-card.js'

export const flowNames = [
  'registered',
  'started',
  'worksComplete',
  'inUse',
  'allocatedFen',
  'inPlaceFen',
  'disbursedFen',
  'completedInvestmentFen',
] as const
export type FlowName = (typeof flowNames)[number]
export type Flows = Partial<Record<FlowName, number>>
/** Month (`YYYY-MM`) → what happened in it. */
export type FlowsByMonth = Map<string, Flows>

export const moneyFlows = ['allocatedFen', 'inPlaceFen', 'disbursedFen', 'completedInvestmentFen'] as const

/**
 * What one fact moves, in the months from which it counts: money in the month of the entry (a reversal or a correction in
 * its own month, with the opposite sign), milestones in the month of the day they were reached (a correction takes them out of the
 * month they were in). Works whose date is not known are in no month.
 */
export function flowsOf(
  [before, after]: readonly [before: Card, after: Card],
  day: CalendarDate,
  into: FlowsByMonth,
): void {
  moneyOf([before, after], day, into)
  stepsOf([before, after], into)
}

function moneyOf([before, after]: readonly [before: Card, after: Card], day: CalendarDate, into: FlowsByMonth): void {
  for (const name of moneyFlows) {
    const amount = (after[name] ?? 0) - (before[name] ?? 0)
    if (amount !== 0) add(flowsIn(into, day), name, amount)
  }
}

function stepsOf([before, after]: readonly [before: Card, after: Card], into: FlowsByMonth): void {
  const days = [
    ['registered', before.registeredOn, after.registeredOn],
    ['started', before.startedOn, after.startedOn],
    ['worksComplete', before.worksCompleteOn, after.worksCompleteOn],
    ['inUse', before.inUseOn, after.inUseOn],
  ] as const
  for (const [name, was, is] of days) {
    if (was === is) continue
    if (was) add(flowsIn(into, was), name, -1)
    if (is) add(flowsIn(into, is), name, 1)
  }
}

/** All months of one project, from its facts in the order of the logs. */
export function flowsOfFacts(projectId: string, facts: readonly Fact[]): FlowsByMonth {
  const months: FlowsByMonth = new Map()
  let card = unknownCard(projectId)
  for (const fact of facts) {
    const next = foldFact(card, fact)
    flowsOf([card, next], cutOf(fact), months)
    card = next
  }
  return months
}

/** `at` is a day or its month. */
function flowsIn(months: FlowsByMonth, at: string): Flows {
  const month = monthOf(at)
  const flows = months.get(month) ?? {}
  months.set(month, flows)
  return flows
}

function add(flows: Flows, name: FlowName, amount: number): void {
  flows[name] = (flows[name] ?? 0) + amount
}

/** What months have of a project where it stands: from a day of the knowledge on, more or (where `sign` is -1) less. */
export interface KnownFlows {
  readonly knownOn: CalendarDate
  /** Says where the project stands and what it is. */
  readonly card: Card
  readonly months: FlowsByMonth
  readonly sign: 1 | -1
}

/** The flows of one project, told as its cards are: fact by fact, and closed day by day. */
export class FlowsOfPast {
  private readonly closed: KnownFlows[] = []
  /** Of each day, in their order. */
  private readonly days: FlowsByMonth[] = []
  private ofDay: FlowsByMonth = new Map()

  copy(): FlowsOfPast {
    const copy = new FlowsOfPast()
    copy.closed.push(...this.closed)
    copy.days.push(...this.days)
    return copy
  }

  get known(): readonly KnownFlows[] {
    return this.closed
  }

  /** The card of all that is known before a fact of a business day, and with it. */
  take(cards: readonly [before: Card, after: Card], day: CalendarDate): void {
    moneyOf(cards, day, this.ofDay)
  }

  /** All is taken in anew: what was known until now goes first. */
  takeAnew(): void {
    for (const [month, flows] of sumOf(this.days)) {
      for (const name of moneyFlows) if (flows[name]) add(flowsIn(this.ofDay, month), name, -flows[name])
    }
  }

  /** The last card before the day and at its end. */
  close(knownOn: CalendarDate, cards: readonly [before: Card, after: Card]): void {
    const [before, after] = cards
    const moves = isElsewhere(before, after)
    if (moves) this.note({ knownOn, card: before, months: sumOf(this.days), sign: -1 })
    stepsOf(cards, this.ofDay)
    this.days.push(this.ofDay)
    this.note({ knownOn, card: after, months: moves ? sumOf(this.days) : this.ofDay, sign: 1 })
    this.ofDay = new Map()
  }

  private note(flows: KnownFlows): void {
    if (flows.card.registered && flows.months.size > 0) this.closed.push(flows)
  }
}

/** Its months have to move to another place of the series then, or appear there at all. */
function isElsewhere(before: Card, after: Card): boolean {
  if (!before.registered) return true
  return before.facilityKind !== after.facilityKind || before.regionCodes.join() !== after.regionCodes.join()
}

function sumOf(days: readonly FlowsByMonth[]): FlowsByMonth {
  const sum: FlowsByMonth = new Map()
  for (const day of days) {
    for (const [month, flows] of day) {
      for (const name of flowNames) if (flows[name]) add(flowsIn(sum, month), name, flows[name])
    }
  }
  return sum
}
