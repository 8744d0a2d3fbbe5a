import { type DataOf, type FiguresCut, MonthClosed, type NewEvent } from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'
import { lastDayOf } from './cut.js'

/** A month is open, then closed for good: what comes in later restates it. */
export type Closing = { readonly closed: null } | { readonly closed: DataOf<typeof MonthClosed> }

export const closingStream = (month: string): string => `closing/${month}`

export const closingDecider: Decider<Closing> = {
  stateVersion: 1,
  initial: () => ({ closed: null }),
  evolve: (closing, event) =>
    event.type === MonthClosed.type ? { closed: event.data as DataOf<typeof MonthClosed> } : closing,
}

/** How far the logs are here, and what a cut through them would leave out. */
export interface Readiness {
  readonly cut: FiguresCut
  /** The first of what is missing of the logs. */
  readonly lack?: { readonly service: string; readonly number: number; readonly type: string; readonly missing: number }
  /** Facts known by the day of the cut that no checkpoint covers yet. */
  readonly unsealed: ReadonlyMap<string, number>
}

export function closeMonth(
  { closed }: Closing,
  { month, readiness }: { readonly month: string; readonly readiness: Readiness },
  today: CalendarDate,
): readonly NewEvent[] {
  if (closed)
    throw new DomainError('conflict', 'month-already-closed', { figures: { month, knownOn: closed.cut.knownOn } })
  const asOf = lastDayOf(month)
  if (asOf >= today) refuse('month-not-over', { month, asOf, today }, 'month')
  refuseUnready(readiness, today)
  return [MonthClosed({ month, cut: readiness.cut }, today)]
}

/** Only of a day that is over nothing more becomes known but by claims; only what is here without a gap can be taken again. */
export function refuseUnready({ cut, lack, unsealed }: Readiness, today: CalendarDate): void {
  const { asOf, knownOn } = cut
  if (knownOn >= today) refuse('known-day-not-over', { knownOn, today }, 'knownOn')
  if (knownOn < asOf) refuse('known-before-month-over', { knownOn, asOf }, 'knownOn')
  if (lack) refuse('log-incomplete', { ...lack })
  const [first] = unsealed
  if (first) refuse('facts-unsealed', { service: first[0], facts: first[1], knownOn })
}
