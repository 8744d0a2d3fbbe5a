import type { DataOf, ProgrammeIssued, RhythmKind } from '@zhuji/contracts'
import { addDays, type CalendarDate, epochDay, fromEpochDay } from '@zhuji/kernel'

/** How often somebody wants a report of progress. */
export interface Rhythm {
  readonly kind: RhythmKind
  /** Of a weekly one: 1 is Monday, 7 Sunday. */
  readonly weekday?: number
  /** Of a monthly one; in a shorter month its last day. */
  readonly byDay?: number
  /** Of one that comes every so many days, counted from the last report, the start or the resumption. */
  readonly days?: number
  readonly needsPhotos: boolean
}

/** Which field says when, for each kind; 旬 needs none. */
export const rhythmField = {
  weekly: 'weekday',
  'ten-days': null,
  monthly: 'byDay',
  every: 'days',
} as const satisfies Record<RhythmKind, 'weekday' | 'byDay' | 'days' | null>

/** A rhythm and the days (both included) on which it is in force; null: without an end. */
export interface RhythmSpan {
  readonly rhythm: Rhythm
  /** Null where the register itself asks for reports. */
  readonly programmeId: string | null
  /** Of the programme. */
  readonly version: number | null
  readonly from: CalendarDate
  readonly until: CalendarDate | null
}

/** What one version of a programme asks for, and of whom. */
export interface ProgrammeRhythm {
  readonly programmeId: string
  readonly name: string
  readonly version: number
  /** The day of the version. */
  readonly occurredOn: CalendarDate
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate }
  readonly rhythm?: Rhythm
  readonly scopes: readonly RhythmScope[]
}

/** The named projects; where none is named, all of the kinds and regions (empty: every one). */
export interface RhythmScope {
  readonly facilityKinds: readonly string[]
  readonly regions: readonly string[]
  readonly projectIds: readonly string[]
}

export interface RhythmSubject {
  readonly projectId: string
  readonly facilityKind: string
  readonly regionCodes: readonly string[]
}

export function programmeRhythm(programme: DataOf<typeof ProgrammeIssued>, occurredOn: CalendarDate): ProgrammeRhythm {
  const { programmeId, name, version, period, rhythm, lines } = programme
  const scopes = lines.map(({ scope: { facilityKinds, regions, projects } }) => {
    return { facilityKinds, regions, projectIds: projects.map(({ projectId }) => projectId) }
  })
  return { programmeId, name, version, occurredOn, period, rhythm, scopes: rhythm ? scopes : [] }
}

/** Nobody has to report before the day of the version, nor outside the programme's period, nor after the next version. */
export function rhythmsOf(subject: RhythmSubject, versions: readonly ProgrammeRhythm[]): RhythmSpan[] {
  return versions.flatMap(({ programmeId, version, occurredOn, period, rhythm, scopes }) => {
    if (!rhythm || !scopes.some((scope) => isWithin(scope, subject))) return []
    const next = versions.find((other) => other.programmeId === programmeId && other.version === version + 1)
    const from = occurredOn > period.from ? occurredOn : period.from
    const replaced = next && addDays(next.occurredOn, -1)
    const until = replaced !== undefined && replaced < period.to ? replaced : period.to
    return until < from ? [] : [{ rhythm, programmeId, version, from, until }]
  })
}

function isWithin({ facilityKinds, regions, projectIds }: RhythmScope, subject: RhythmSubject): boolean {
  if (projectIds.length > 0) return projectIds.includes(subject.projectId)
  const isOfKind = facilityKinds.length === 0 || facilityKinds.includes(subject.facilityKind)
  return isOfKind && (regions.length === 0 || regions.some((code) => subject.regionCodes.includes(code)))
}

/** The strictest rhythm of every day, one span after the other; what the register asks for counts where no programme does. */
export function strictestByDay(spans: readonly RhythmSpan[]): RhythmSpan[] {
  const starts = spans.flatMap(({ from, until }) => (until === null ? [from] : [from, addDays(until, 1)]))
  const days = [...new Set(starts)].sort()
  return days.flatMap((from, place) => {
    const next = days[place + 1]
    const inForce = spans.filter((span) => span.from <= from && (span.until === null || span.until >= from))
    const [strictest] = inForce.sort(byStrictness)
    return strictest ? [{ ...strictest, from, until: next === undefined ? null : addDays(next, -1) }] : []
  })
}

const DAYS_OF_MONTH = 365.25 / 12

/** Programmes before the register; then the shorter interval, and of equal ones the one that asks for photographs. */
function byStrictness(one: RhythmSpan, other: RhythmSpan): number {
  const byRegister = Number(one.programmeId === null) - Number(other.programmeId === null)
  const byInterval = intervalOf(one.rhythm) - intervalOf(other.rhythm)
  const byPhotos = Number(other.rhythm.needsPhotos) - Number(one.rhythm.needsPhotos)
  return byRegister || byInterval || byPhotos || ((one.programmeId ?? '') < (other.programmeId ?? '') ? -1 : 1)
}

function intervalOf({ kind, days }: Rhythm): number {
  switch (kind) {
    case 'weekly':
      return 7
    case 'ten-days':
      return DAYS_OF_MONTH / 3
    case 'monthly':
      return DAYS_OF_MONTH
    case 'every':
      return days ?? Infinity
  }
}

export interface DueDay {
  readonly on: CalendarDate
  readonly span: RhythmSpan
}

/**
 * The first day after `after` on which a report is due, by spans that follow each other. `counted` is the day from which
 * a rhythm of so many days counts, or the eve of the day on which it came into force.
 */
export function nextDue(spans: readonly RhythmSpan[], after: CalendarDate, counted: CalendarDate): DueDay | undefined {
  for (const span of spans) {
    if (span.until !== null && span.until <= after) continue
    const from = span.from > after ? span.from : addDays(after, 1)
    const on = firstDueFrom(span.rhythm, from, laterOf(counted, addDays(span.from, -1)))
    if (span.until === null || on <= span.until) return { on, span }
  }
  return undefined
}

/**
 * The day on which the report is due that nobody has made yet: the period of the last report is over with its own due day.
 * `since` is the start of works, or their last resumption.
 */
export function dueAfterReport(
  spans: readonly RhythmSpan[],
  since: CalendarDate,
  lastReportOn: CalendarDate | null,
): DueDay | undefined {
  if (lastReportOn === null || lastReportOn <= since) return nextDue(spans, since, since)
  const met = nextDue(spans, addDays(lastReportOn, -1), lastReportOn)
  const isOverWithReport = met === undefined || met.span.rhythm.kind === 'every'
  return nextDue(spans, isOverWithReport ? lastReportOn : met.on, lastReportOn)
}

/** The first due day on or after a day. */
function firstDueFrom(rhythm: Rhythm, from: CalendarDate, counted: CalendarDate): CalendarDate {
  switch (rhythm.kind) {
    case 'weekly': {
      const day = epochDay(from)
      return fromEpochDay(day + (((((rhythm.weekday ?? 7) - weekdayOf(day)) % 7) + 7) % 7))
    }
    case 'ten-days':
      return firstOfMonthFrom(from, [10, 20, 31])
    case 'monthly':
      return firstOfMonthFrom(from, [rhythm.byDay ?? 31])
    case 'every': {
      const due = addDays(counted, rhythm.days ?? 366)
      return due > from ? due : from
    }
  }
}

/** Of days of the month, ascending; a day that a month lacks is its last one. */
function firstOfMonthFrom(from: CalendarDate, days: readonly number[]): CalendarDate {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  const last = lastDayOf(year, month)
  const due = days.find((each) => Math.min(each, last) >= day)
  if (due !== undefined) return `${from.slice(0, 8)}${twoDigits(Math.min(due, last))}`
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
  const first = Math.min(days[0]!, lastDayOf(nextYear, nextMonth))
  return `${String(nextYear).padStart(4, '0')}-${twoDigits(nextMonth)}-${twoDigits(first)}`
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** 1 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
