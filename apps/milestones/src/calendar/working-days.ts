import type { Term } from '@zhuji/contracts'
import { type CalendarDate, epochDay, fromEpochDay } from '@zhuji/kernel'

/** A day that departs from the week: a holiday, or a weekend day that is worked instead (调休). */
export interface SpecialDay {
  readonly on: CalendarDate
  readonly working: boolean
  readonly name?: Term
}

/** What is known of working days. In a year without any arrangement Monday to Friday are worked, provisionally. */
export interface WorkingCalendar {
  readonly special: ReadonlyMap<CalendarDate, SpecialDay>
  readonly arrangedYears: ReadonlySet<string>
}

export interface Arrangement {
  readonly year: string
  readonly days: readonly SpecialDay[]
}

export function calendarOf(days: readonly SpecialDay[]): WorkingCalendar {
  return {
    special: new Map(days.map((day) => [day.on, day])),
    arrangedYears: new Set(days.map(({ on }) => yearOf(on))),
  }
}

/** The same calendar with what a deployment has set: its days go before the published ones, day by day. */
export function arranged(calendar: WorkingCalendar, arrangements: readonly Arrangement[]): WorkingCalendar {
  const told = arrangements.filter(({ days }) => days.length > 0)
  const special = new Map(calendar.special)
  for (const { days } of told) for (const day of days) special.set(day.on, day)
  return { special, arrangedYears: new Set([...calendar.arrangedYears, ...told.map(({ year }) => year)]) }
}

export function isWorkingDay({ special }: WorkingCalendar, on: CalendarDate): boolean {
  return special.get(on)?.working ?? isWeekday(epochDay(on))
}

/**
 * The n-th working day after a day, or before it when n is negative; with 0 the day itself. The day need not be worked:
 * a need date may well fall on a Sunday.
 */
export function addWorkingDays(calendar: WorkingCalendar, on: CalendarDate, days: number): CalendarDate {
  const step = Math.sign(days)
  let day = epochDay(on)
  for (let left = Math.abs(days); left > 0;) {
    day += step
    if (isWorkingDay(calendar, fromEpochDay(day))) left -= 1
  }
  return fromEpochDay(day)
}

/** Working days after one day up to and with another; negative when `to` lies before `from`. */
export function workingDaysBetween(calendar: WorkingCalendar, from: CalendarDate, to: CalendarDate): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  const last = epochDay(to)
  let count = 0
  for (let day = epochDay(from) + 1; day <= last; day += 1) count += Number(isWorkingDay(calendar, fromEpochDay(day)))
  return count
}

/** The years of a span for which nobody has arranged working days yet: what is reckoned in them may still move. */
export function provisionalYears(
  { arrangedYears }: WorkingCalendar,
  from: CalendarDate,
  to: CalendarDate,
): readonly string[] {
  const years: string[] = []
  for (let year = Number(yearOf(from)); year <= Number(yearOf(to)); year += 1) {
    const name = String(year).padStart(4, '0')
    if (!arrangedYears.has(name)) years.push(name)
  }
  return years
}

export function yearOf(on: CalendarDate): string {
  return on.slice(0, 4)
}

/** 1970-01-01 was a Thursday. */
function isWeekday(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5
}
