import { type DataOf, type NewEvent, WorkingDaysSet } from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'
import { yearOf } from './working-days.js'

/** What a deployment has set for one year: a holiday notice that is newer than the program, or days of its own. */
export interface CalendarYear {
  readonly days: DataOf<typeof WorkingDaysSet>['days']
  /** Why, and on which day it was decided; null while nothing was set. */
  readonly reason: string | null
  readonly setOn: CalendarDate | null
}

export const calendarStream = (year: string): string => `calendar/${year}`

export const calendarYearDecider: Decider<CalendarYear> = {
  stateVersion: 2,
  initial: () => ({ days: [], reason: null, setOn: null }),
  evolve: (state, event) => {
    if (event.type !== WorkingDaysSet.type) return state
    const { days, reason } = event.data as DataOf<typeof WorkingDaysSet>
    return { days, reason, setOn: event.occurredOn }
  },
}

export type WorkingDaysRequest = DataOf<typeof WorkingDaysSet>

export interface Told {
  readonly occurredOn: CalendarDate
  readonly today: CalendarDate
}

/** The days in force are set once more only when something differs. */
export function setWorkingDays(
  { days: before }: CalendarYear,
  { year, days, reason }: WorkingDaysRequest,
  { occurredOn, today }: Told,
): readonly NewEvent[] {
  if (occurredOn > today) refuse('occurred-in-future', { occurredOn, today }, 'occurredOn')
  const seen = new Set<CalendarDate>()
  for (const { on } of days) {
    if (yearOf(on) !== year)
      throw new DomainError('invalid', 'day-outside-year', { field: 'days', figures: { on, year } })
    if (seen.has(on)) throw new DomainError('invalid', 'day-twice', { field: 'days', figures: { on } })
    seen.add(on)
  }
  const ordered = [...days].sort((one, other) => (one.on < other.on ? -1 : 1))
  if (JSON.stringify(ordered) === JSON.stringify(before)) return []
  return [WorkingDaysSet({ year, days: ordered, reason }, occurredOn)]
}
