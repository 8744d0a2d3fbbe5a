import type { ReportingStatus } from '@zhuji/contracts'
import { addDays, type CalendarDate } from '@zhuji/kernel'
import { askedSince, type DueDay, nextDue, type RhythmSpan } from './rhythm.js'

export interface SiteReport {
  readonly on: CalendarDate
  readonly physicalPercent: number
  readonly completedInvestmentFen: number
  readonly hasPhotos: boolean
}

/** What is known of one site, cut at the day and the knowledge that are asked for. Lists are ordered by day. */
export interface ReportedSite {
  readonly startedOn: CalendarDate | null
  /** The day on which works were complete, or the project cancelled: nothing is due from then on. */
  readonly endedOn: CalendarDate | null
  readonly halts: readonly { readonly on: CalendarDate; readonly halted: boolean }[]
  readonly reports: readonly SiteReport[]
}

/** The days after the due day before, up to and with its own. */
export interface ReportingPeriod {
  readonly from: CalendarDate
  readonly dueOn: CalendarDate
  readonly status: ReportingStatus
  /** Null where the register itself asks for it. */
  readonly programmeId: string | null
  /** Of the programme, when the report was due. */
  readonly programmeVersion: number | null
  readonly needsPhotos: boolean
  /** Of the last report in the period. */
  readonly reportedOn: CalendarDate | null
  readonly physicalPercent: number | null
}

/**
 * Every period of one asker that was due by a day, and as the last one the one under way on it. A report counts in the period in which
 * it happened; told late it counts from the day it became known, so that a past is told as it was known then.
 */
export function reportingOf(
  site: ReportedSite,
  spans: readonly RhythmSpan[],
  asOf: CalendarDate,
): readonly ReportingPeriod[] {
  const { startedOn, endedOn } = site
  if (startedOn === null || startedOn > asOf) return []
  const periods: ReportingPeriod[] = []
  let after = startedOn
  let counted = startedOn
  for (;;) {
    const due = dueUnlessResumed(site, spans, { after, counted })
    if (!due || (endedOn !== null && due.on >= endedOn)) return periods
    const [next, since] = [addDays(after, 1), askedSince(spans, due.span)]
    const from = next > since ? next : since
    if (from > asOf) return periods
    periods.push(periodOf(site, due, { from, asOf }))
    if (due.on >= asOf) return periods
    counted = lastThatCounts(site, due, from)?.on ?? due.on
    after = due.on
  }
}

/** In the period that ends with a due day. */
function lastThatCounts({ reports }: ReportedSite, { on: dueOn, span }: DueDay, from: CalendarDate) {
  return reports.findLast(({ on, hasPhotos }) => on >= from && on <= dueOn && (hasPhotos || !span.rhythm.needsPhotos))
}

/** A resumption starts the count of days anew. */
function dueUnlessResumed(
  { halts }: ReportedSite,
  spans: readonly RhythmSpan[],
  { after, counted }: { readonly after: CalendarDate; readonly counted: CalendarDate },
): DueDay | undefined {
  let from = counted
  for (;;) {
    const due = nextDue(spans, after, from)
    const resumed = due && halts.findLast(({ on, halted }) => !halted && on > from && on <= due.on)
    if (!resumed) return due
    from = resumed.on
  }
}

function periodOf(
  site: ReportedSite,
  { on: dueOn, span }: DueDay,
  { from, asOf }: { readonly from: CalendarDate; readonly asOf: CalendarDate },
): ReportingPeriod {
  const reports = site.reports.filter(({ on }) => on >= from && on <= dueOn)
  const before = site.reports.findLast(({ on }) => on < from)
  const last = reports.at(-1)
  return {
    from,
    dueOn,
    status:
      statusOf(reports, before, { needsPhotos: span.rhythm.needsPhotos, halted: isHalted(site, dueOn, asOf) }) ??
      (dueOn < asOf ? 'silent' : 'open'),
    programmeId: span.programmeId,
    programmeVersion: span.version,
    needsPhotos: span.rhythm.needsPhotos,
    reportedOn: last?.on ?? null,
    physicalPercent: last?.physicalPercent ?? null,
  }
}

/** Undefined where nobody reported although somebody should have. */
function statusOf(
  reports: readonly SiteReport[],
  before: SiteReport | undefined,
  { needsPhotos, halted }: { readonly needsPhotos: boolean; readonly halted: boolean },
): ReportingStatus | undefined {
  if (reports.length === 0) return halted ? 'halted' : undefined
  if (needsPhotos && !reports.some(({ hasPhotos }) => hasPhotos)) return 'without-photos'
  const moved = reports.some(
    ({ physicalPercent, completedInvestmentFen }) =>
      physicalPercent !== (before?.physicalPercent ?? 0) || completedInvestmentFen > 0,
  )
  return moved ? 'reported' : 'unchanged'
}

/** On the due day, or on the day that is shown where that comes first. */
function isHalted({ halts }: ReportedSite, dueOn: CalendarDate, asOf: CalendarDate): boolean {
  const day = dueOn < asOf ? dueOn : asOf
  return halts.findLast(({ on }) => on <= day)?.halted ?? false
}

/** Nothing more is waited for in it: somebody reported as was asked, or works were halted. */
export function isFilled({ status }: Pick<ReportingPeriod, 'status'>): boolean {
  return status === 'reported' || status === 'unchanged' || status === 'halted'
}

export interface ReportingCounts {
  readonly due: number
  readonly reported: number
  readonly unchanged: number
  readonly withoutPhotos: number
  readonly silent: number
}

export const noReporting: ReportingCounts = { due: 0, reported: 0, unchanged: 0, withoutPhotos: 0, silent: 0 }

/** Of the periods that were due by a day. */
export function countsOf(periods: readonly ReportingPeriod[], asOf: CalendarDate): ReportingCounts {
  const over = periods.filter(({ dueOn, status }) => dueOn <= asOf && status !== 'halted' && status !== 'open')
  const of = (status: ReportingStatus) => over.filter((period) => period.status === status).length
  return {
    due: over.length,
    reported: of('reported'),
    unchanged: of('unchanged'),
    withoutPhotos: of('without-photos'),
    silent: of('silent'),
  }
}
