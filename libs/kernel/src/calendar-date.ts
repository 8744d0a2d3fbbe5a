/**
 * Calendar days without a time of day, as ISO 8601 text (`2026-09-01`). The day a fact happened is a day in the
 * deployment's own time zone; it is never an instant and never shifts when it is read elsewhere.
 */
export type CalendarDate = string

const DAY_MS = 86_400_000
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** True for a day that exists (`2026-02-30` does not), in years 0001 to 9999. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  if (typeof text !== 'string' || !ISO_DAY.test(text)) return false
  const [year, month, day] = partsOf(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** Days since 1970-01-01, negative before. Throws a RangeError on text that is not a day. */
export function epochDay(date: CalendarDate): number {
  if (!isCalendarDate(date)) throw new RangeError(`not a calendar date: ${String(date)}`)
  const [year, month, day] = partsOf(date)
  // Years that begin in March: the leap day is the last of its year, and months before it have lengths that repeat.
  const from = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const leapDays = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400)
  return from * 365 + leapDays + dayOfYear - MARCH_0000_TO_1970
}

/** Days from 0000-03-01 to 1970-01-01. */
const MARCH_0000_TO_1970 = 719_468

function partsOf(date: string): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function fromEpochDay(day: number): CalendarDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromEpochDay(epochDay(date) + days)
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return epochDay(to) - epochDay(from)
}

/** The month of a day as `YYYY-MM`. */
export function monthOf(date: CalendarDate): string {
  return date.slice(0, 7)
}

/** Moves by whole months and keeps the day where the month has it, else takes the month's last day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, lastDay))
  return first.toISOString().slice(0, 10)
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a time zone (IANA name); Chinese deployments use Asia/Shanghai. */
export function calendarDateIn(timeZone: string, instant: Date): CalendarDate {
  let format = dayFormats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, format)
  }
  return format.format(instant)
}
