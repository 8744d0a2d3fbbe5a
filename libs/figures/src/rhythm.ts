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
    const later = versions.filter((other) => other.programmeId === programmeId && other.version > version)
    const from = laterOf(occurredOn, period.from)
    const until = later.reduce((end, next) => earlierOf(end, addDays(next.occurredOn, -1)), period.to)
    return until < from ? [] : [{ rhythm, programmeId, version, from, until }]
  })
}

function isWithin({ facilityKinds, regions, projectIds }: RhythmScope, subject: RhythmSubject): boolean {
  if (projectIds.length > 0) return projectIds.includes(subject.projectId)
  const isOfKind = facilityKinds.length === 0 || facilityKinds.includes(subject.facilityKind)
  return isOfKind && (regions.length === 0 || regions.some((code) => subject.regionCodes.includes(code)))
}

/**
 * Who asks a project for reports, each with the spans of its own rhythm, one after the other: a report may be due for
 * several of them, and fill a period of each. What the register asks for counts on days on which no programme asks.
 */
export function askersOf<Span extends RhythmSpan>(spans: readonly Span[]): readonly (readonly Span[])[] {
  const programmes = new Map<string, Span[]>()
  const register: Span[] = []
  for (const span of spans.toSorted((one, other) => byDay(one.from, other.from))) {
    if (span.programmeId === null) register.push(span)
    else programmes.set(span.programmeId, [...(programmes.get(span.programmeId) ?? []), span])
  }
  const asking = [...programmes.values()]
  const unasked = register.flatMap((span) => without(span, asking.flat()))
  return unasked.length > 0 ? [...asking, unasked] : asking
}

/** What of a span lies on no day of the others. */
function without<Span extends RhythmSpan>(span: Span, others: readonly RhythmSpan[]): Span[] {
  return others.reduce(
    (left, other) =>
      left.flatMap((part) => {
        const before = { ...part, until: earlierOf(part.until, addDays(other.from, -1)) }
        const behind = other.until === null ? [] : [{ ...part, from: laterOf(part.from, addDays(other.until, 1)) }]
        return [before, ...behind].filter(({ from, until }) => until === null || from <= until)
      }),
    [span],
  )
}

export interface DueDay<Span extends RhythmSpan = RhythmSpan> {
  readonly on: CalendarDate
  readonly span: Span
}

/**
 * The first day after `after` on which a report is due, by spans that follow each other. `counted` is the day from which
 * a rhythm of so many days counts, or the eve of the day on which it came into force.
 */
export function nextDue<Span extends RhythmSpan>(
  spans: readonly Span[],
  after: CalendarDate,
  counted: CalendarDate,
): DueDay<Span> | undefined {
  for (const span of spans) {
    if (span.until !== null && span.until <= after) continue
    const from = span.from > after ? span.from : addDays(after, 1)
    const on = firstDueFrom(span.rhythm, from, laterOf(counted, addDays(span.from, -1)))
    if (span.until === null || on <= span.until) return { on, span }
  }
  return undefined
}

/** Since when somebody has been asking without a gap, through the versions of his rhythm. */
export function askedSince(spans: readonly RhythmSpan[], span: RhythmSpan): CalendarDate {
  return spans.reduceRight(
    (since, { from, until }) => (until !== null && addDays(until, 1) === since ? from : since),
    span.from,
  )
}

/** The last day on which there was a report; a report without photographs is none where they are asked for. */
export interface LastReports {
  readonly on: CalendarDate | null
  readonly withPhotosOn: CalendarDate | null
}

/**
 * The day on which the report is due that nobody has made yet, for one asker: the period of the last report that counts
 * is over with its own due day. `since` is the start of works, or their last resumption.
 */
export function dueAfterReport<Span extends RhythmSpan>(
  spans: readonly Span[],
  since: CalendarDate,
  last: LastReports,
): DueDay<Span> | undefined {
  const dueOf = (needsPhotos: boolean): DueDay<Span> | undefined => {
    const asked = spans.filter(({ rhythm }) => rhythm.needsPhotos === needsPhotos)
    const reportedOn = needsPhotos ? last.withPhotosOn : last.on
    if (reportedOn === null || reportedOn <= since) return nextDue(asked, since, since)
    const met = nextDue(spans, addDays(reportedOn, -1), reportedOn)
    const fillsPeriod = met && met.span.rhythm.kind !== 'every' && reportedOn >= askedSince(spans, met.span)
    return nextDue(asked, fillsPeriod ? met.on : reportedOn, reportedOn)
  }
  return firstOf([dueOf(false), dueOf(true)])
}

/** Of several due days the first one. */
export function firstOf<Span extends RhythmSpan>(
  days: readonly (DueDay<Span> | undefined)[],
): DueDay<Span> | undefined {
  const due = days.filter((day) => day !== undefined)
  return due.toSorted((one, other) => byDay(one.on, other.on))[0]
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

function byDay(one: CalendarDate, other: CalendarDate): number {
  return one < other ? -1 : Number(one > other)
}

function earlierOf(one: CalendarDate | null, other: CalendarDate): CalendarDate {
  return one !== null && one < other ? one : other
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
