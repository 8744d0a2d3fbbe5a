import type { FacilityKind } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import { type Card, unknownCard } from '../card/card.js'
import { cutOf, type Fact } from '../card/fact.js'
import { foldFact } from '../card/fold-card.js'
import { CELL_LEVELS, EVERYWHERE, NOTHING_ABOVE } from '../summary/contribution.js'

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
  for (const name of moneyFlows) {
    const amount = (after[name] ?? 0) - (before[name] ?? 0)
    if (amount !== 0) add(flowsIn(into, day), name, amount)
  }
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

function flowsIn(months: FlowsByMonth, day: CalendarDate): Flows {
  const month = monthOf(day)
  const flows = months.get(month) ?? {}
  months.set(month, flows)
  return flows
}

function add(flows: Flows, name: FlowName, amount: number): void {
  flows[name] = (flows[name] ?? 0) + amount
}

export interface MonthChange {
  readonly region: string
  readonly parent: string
  readonly facilityKind: FacilityKind
  readonly month: string
  readonly flows: Flows
}

/** True when a project's earlier months have to move to another place of the series (or appear there at all). */
export function movesInSeries(before: Card | undefined, after: Card): boolean {
  if (!before?.registered) return after.registered
  return before.facilityKind !== after.facilityKind || before.regionCodes.join() !== after.regionCodes.join()
}

/** Gathers what a batch changes in the series, one row per region, kind and month. */
export class MonthChanges {
  private readonly rows = new Map<string, MonthChange>()

  put(card: Card, months: FlowsByMonth, sign: 1 | -1): void {
    if (!card.registered) return
    const path = [EVERYWHERE, ...card.regionCodes.slice(0, CELL_LEVELS)]
    for (const [level, region] of path.entries()) {
      const parent = level === 0 ? NOTHING_ABOVE : path[level - 1]!
      for (const [month, flows] of months)
        this.add({ region, parent, facilityKind: card.facilityKind, month }, flows, sign)
    }
  }

  changes(): readonly MonthChange[] {
    return [...this.rows.values()].filter(({ flows }) => flowNames.some((name) => flows[name]))
  }

  private add(place: Omit<MonthChange, 'flows'>, flows: Flows, sign: 1 | -1): void {
    const id = `${place.region}|${place.parent}|${place.facilityKind}|${place.month}`
    const row = this.rows.get(id) ?? { ...place, flows: {} }
    this.rows.set(id, row)
    for (const name of flowNames) if (flows[name]) row.flows[name] = (row.flows[name] ?? 0) + sign * flows[name]
  }
}
