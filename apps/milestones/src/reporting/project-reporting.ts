import type { ReportingStatus } from '@zhuji/contracts'
import {
  askersOf,
  countsOf,
  isFilled,
  noReporting,
  type ProgrammeRhythm,
  type ReportingCounts,
  reportingOf,
  type ReportingPeriod,
  type Rhythm,
  type RhythmSpan,
  rhythmsOf,
  type RhythmSubject,
} from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import { type Cut, cutAt, type RegisterFact, registerRhythms, type SiteFact, siteOf } from './site-facts.js'

export interface SiteRecord extends RhythmSubject {
  readonly localCode: string
  readonly name: string
  readonly register: readonly RegisterFact[]
  readonly site: readonly SiteFact[]
}

export interface KnownRhythm extends ProgrammeRhythm {
  readonly knownOn: CalendarDate
}

export interface AskedRhythm extends Rhythm {
  /** Null where the register itself asks. */
  readonly programmeId: string | null
  readonly programmeName: string | null
  readonly programmeVersion: number | null
}

export interface AskedPeriod extends ReportingPeriod {
  readonly programmeName: string | null
}

/** What became of the reports of one project from a day on. */
export interface ProjectReporting {
  /** What is asked on the day that is shown, of each who asks. */
  readonly asked: readonly AskedRhythm[]
  /** Of each who asks his own, by due day: one report may fill a period of each. */
  readonly periods: readonly AskedPeriod[]
  readonly counts: ReportingCounts
  /** Of the last period that was due for who waits longest; of the one under way before that. Null where none was. */
  readonly status: ReportingStatus | null
  /** The report that is waited for: the first of those missed, else the next one. Null while nothing is due. */
  readonly dueOn: CalendarDate | null
  /** Who waits for it. */
  readonly dueFor: AskedRhythm | null
  /** Periods that are over and were not filled since the last one that was. */
  readonly missed: number
  readonly lastReportOn: CalendarDate | null
  readonly physicalPercent: number | null
  /** Under construction on the day that is shown. */
  readonly isUnderWay: boolean
}

/** The programmes that were known, each version from its own day. */
export function rhythmsAt(rhythms: readonly KnownRhythm[], { asOf, knownOn }: Cut): readonly KnownRhythm[] {
  return rhythms.filter((rhythm) => rhythm.knownOn <= knownOn && rhythm.occurredOn <= asOf)
}

/** `rhythms` are those of `rhythmsAt` for the same cut. */
export function reportingOfProject(
  record: SiteRecord,
  rhythms: readonly KnownRhythm[],
  { from, ...cut }: Cut & { readonly from: CalendarDate },
): ProjectReporting {
  const register = cutAt(record.register, cut)
  const site = siteOf(cutAt(record.site, cut), register)
  const askers = askersOf([...rhythmsOf(record, rhythms), ...registerRhythms(register)])
  const all = askers.map((spans) => ({ spans, periods: reportingOf(site, spans, cut.asOf) }))
  const last = site.reports.at(-1)
  const periods = all
    .flatMap((asker) => asker.periods)
    .filter(({ dueOn }) => dueOn >= from)
    .map((period) => ({ ...period, programmeName: nameOf(period.programmeId, period.programmeVersion, rhythms) }))
    .toSorted(byDueDay)
  return {
    asked: askers.flatMap((spans) => askedOn(cut.asOf, spans, rhythms) ?? []),
    periods,
    counts: countsOf(periods, cut.asOf),
    ...longest(all.map((asker) => waitingOf(asker, cut.asOf, rhythms))),
    lastReportOn: last?.on ?? null,
    physicalPercent: last?.physicalPercent ?? null,
    isUnderWay: site.startedOn !== null && (site.endedOn === null || site.endedOn > cut.asOf),
  }
}

function askedOn(
  day: CalendarDate,
  spans: readonly RhythmSpan[],
  rhythms: readonly KnownRhythm[],
): AskedRhythm | undefined {
  const span = spans.find(({ from, until }) => from <= day && (until === null || until >= day))
  if (!span) return undefined
  const { rhythm, programmeId, version } = span
  return { ...rhythm, programmeId, programmeName: nameOf(programmeId, version, rhythms), programmeVersion: version }
}

function nameOf(programmeId: string | null, version: number | null, rhythms: readonly KnownRhythm[]): string | null {
  return rhythms.find((each) => each.programmeId === programmeId && each.version === version)?.name ?? null
}

function byDueDay(one: ReportingPeriod, other: ReportingPeriod): number {
  const [first, second] = [one, other].map(({ dueOn, programmeId }) => `${dueOn} ${programmeId ?? ''}`)
  return first! < second! ? -1 : Number(first! > second!)
}

interface Asker {
  readonly spans: readonly RhythmSpan[]
  readonly periods: readonly ReportingPeriod[]
}

type Awaited = Pick<ProjectReporting, 'status' | 'dueOn' | 'dueFor' | 'missed'>

const nothingAwaited: Awaited = { status: null, dueOn: null, dueFor: null, missed: 0 }

function waitingOf({ spans, periods }: Asker, asOf: CalendarDate, rhythms: readonly KnownRhythm[]): Awaited {
  const lastDue = periods.findLast(({ status }) => status !== 'open') ?? periods.at(-1)
  const waiting = periods.slice(periods.findLastIndex(isFilled) + 1)
  const dueOn = waiting[0]?.dueOn ?? null
  return {
    status: lastDue?.status ?? null,
    dueOn,
    dueFor: dueOn === null ? null : (askedOn(dueOn, spans, rhythms) ?? null),
    missed: waiting.filter((period) => period.dueOn < asOf).length,
  }
}

/** Who waits longest; somebody who waits for nothing comes last, before somebody who never asked. */
function longest(awaited: readonly Awaited[]): Awaited {
  const place = ({ dueOn, status }: Awaited) => dueOn ?? (status === null ? '~' : '9999-12-31')
  return awaited.reduce((first, next) => (place(next) < place(first) ? next : first), nothingAwaited)
}

export interface ScopeCounts extends ReportingCounts {
  /** Projects of which at least one report was asked for. */
  readonly projects: number
  /** Under construction, and nobody asks for reports: neither silent nor reported. */
  readonly notAsked: number
}

export const noProjects: ScopeCounts = { ...noReporting, projects: 0, notAsked: 0 }

export function withProject(sum: ScopeCounts, { periods, counts, isUnderWay, asked }: ProjectReporting): ScopeCounts {
  return {
    projects: sum.projects + Number(periods.length > 0),
    notAsked: sum.notAsked + Number(isUnderWay && asked.length === 0 && periods.length === 0),
    due: sum.due + counts.due,
    reported: sum.reported + counts.reported,
    unchanged: sum.unchanged + counts.unchanged,
    withoutPhotos: sum.withoutPhotos + counts.withoutPhotos,
    silent: sum.silent + counts.silent,
  }
}
