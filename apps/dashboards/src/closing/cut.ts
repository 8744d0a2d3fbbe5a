import type { FiguresCut, LogCut, LogPosition } from '@zhuji/contracts'
import { addDays, addMonths, type CalendarDate } from '@zhuji/kernel'
import { type Fact, shownOf } from '../card/fact.js'

/** A fact with its place in its log. */
export type PlacedFact = Fact & { readonly position: LogPosition }

export function lastDayOf(month: string): CalendarDate {
  return addDays(addMonths(`${month}-01`, 1), -1)
}

/** The facts of a project that figures of a cut are made of: shown by its two days, and in what their logs had. */
export function factsAt(facts: readonly PlacedFact[], cut: FiguresCut): readonly PlacedFact[] {
  const logs = new Map(cut.logs.map((log) => [log.service, log]))
  const reached = facts.filter(({ source, position }) => {
    const log = logs.get(source)
    return log !== undefined && !isBehind(position, log)
  })
  return shownOf(reached, cut)
}

function isBehind({ xid, position }: LogPosition, log: LogCut): boolean {
  return xid === log.xid ? position > log.position : BigInt(xid) > BigInt(log.xid)
}

/** In the order of each log; between logs it makes no difference. */
export function byPlace({ position: one }: PlacedFact, { position: other }: PlacedFact): number {
  return one.xid === other.xid ? one.position - other.position : BigInt(one.xid) < BigInt(other.xid) ? -1 : 1
}

/** Everything that is here, of what had happened by one day and was known by another. */
export function openCut(services: readonly string[], days: Pick<FiguresCut, 'asOf' | 'knownOn'>): FiguresCut {
  const end = { checkpoint: 0, xid: '18446744073709551615', position: Number.MAX_SAFE_INTEGER, root: '' }
  return { ...days, logs: services.map((service) => ({ service, ...end })) }
}
