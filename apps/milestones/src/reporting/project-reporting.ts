import type { ReportingStatus } from '@zhuji/contracts'
import {
  countsOf,
  noReporting,
  type ProgrammeRhythm,
  type ReportingCounts,
  reportingOf,
  type ReportingPeriod,
  type Rhythm,
  type RhythmSpan,
  rhythmsOf,
  type RhythmSubject,
  strictestByDay,
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

/** What became of the reports of one project from a day on. */
export interface ProjectReporting {
  /** What is asked on the day that is shown; null where nobody asks. */
  readonly asked: AskedRhythm | null
  readonly periods: readonly ReportingPeriod[]
  readonly counts: ReportingCounts
  /** Of the last period that was due; of the one under way before that. Null where none was. */
  readonly status: ReportingStatus | null
  /** The report that is waited for: the first of those missed, else the next one. Null while nothing is due. */
  readonly dueOn: CalendarDate | null
  /** Periods without a report since the last one with one. */
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
  const spans = strictestByDay([...rhythmsOf(record, rhythms), ...registerRhythms(register)])
  const all = reportingOf(site, spans, cut.asOf)
  const last = site.reports.at(-1)
  const periods = all.filter(({ dueOn }) => dueOn >= from)
  const asked = spans.find((span) => span.from <= cut.asOf && (span.until === null || span.until >= cut.asOf))
  return {
    asked: asked ? askedBy(asked, rhythms) : null,
    periods,
    counts: countsOf(periods, cut.asOf),
    ...waitingOf(all),
    lastReportOn: last?.on ?? null,
    physicalPercent: last?.physicalPercent ?? null,
    isUnderWay: site.startedOn !== null && (site.endedOn === null || site.endedOn > cut.asOf),
  }
}

function askedBy({ rhythm, programmeId, version }: RhythmSpan, rhythms: readonly KnownRhythm[]): AskedRhythm {
  const programme = rhythms.find((each) => each.programmeId === programmeId && each.version === version)
  return { ...rhythm, programmeId, programmeName: programme?.name ?? null, programmeVersion: version }
}

function waitingOf(periods: readonly ReportingPeriod[]): Pick<ProjectReporting, 'status' | 'dueOn' | 'missed'> {
  const lastDue = periods.findLast(({ status }) => status !== 'open') ?? periods.at(-1)
  const lastMade = periods.findLastIndex(({ status }) => status !== 'silent' && status !== 'open')
  const waiting = periods.slice(lastMade + 1)
  return {
    status: lastDue?.status ?? null,
    dueOn: waiting[0]?.dueOn ?? null,
    missed: waiting.filter(({ status }) => status === 'silent').length,
  }
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
    notAsked: sum.notAsked + Number(isUnderWay && asked === null && periods.length === 0),
    due: sum.due + counts.due,
    reported: sum.reported + counts.reported,
    unchanged: sum.unchanged + counts.unchanged,
    withoutPhotos: sum.withoutPhotos + counts.withoutPhotos,
    silent: sum.silent + counts.silent,
  }
}
