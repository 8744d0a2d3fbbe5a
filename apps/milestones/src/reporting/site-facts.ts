import {
  type DataOf,
  type Milestone,
  MilestoneCorrected,
  MilestoneReached,
  ProgressCorrected,
  ProgressReported,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectRegistered,
  ProjectReinstated,
  type RecordedEvent,
  spineRank,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import type { ReportedSite, RhythmSpan, SiteReport } from '@zhuji/figures'
import { addDays, type CalendarDate } from '@zhuji/kernel'

/** What of a fact decides whether a report was due and made, short enough to be kept once more for every project. */
export type SiteFact = Told &
  (
    | {
        readonly is: 'report'
        readonly id: string
        readonly percent: number
        readonly fen: number
        readonly photos: boolean
      }
    | { readonly is: 'correction'; readonly id: string; readonly percent: number; readonly fen: number }
    | { readonly is: 'reached'; readonly milestone: Milestone; readonly day: CalendarDate | null }
    | { readonly is: 'halted' | 'resumed' }
  )

export type RegisterFact = Told &
  ({ readonly is: 'every'; readonly days: number } | { readonly is: 'cancelled' | 'reinstated' })

/** Both days of a fact. */
interface Told {
  readonly on: CalendarDate
  readonly known: CalendarDate
}

export const registerEvents = [ProjectRegistered, ProjectDetailsRevised, ProjectCancelled, ProjectReinstated] as const
export const siteEvents = [
  ProgressReported,
  ProgressCorrected,
  MilestoneReached,
  MilestoneCorrected,
  WorkStopped,
  WorkResumed,
] as const

/** Undefined for what says nothing of reports. */
export function registerFact(event: RecordedEvent): RegisterFact | undefined {
  const told = { on: event.occurredOn, known: event.knownOn }
  switch (event.type) {
    case ProjectRegistered.type:
      return every(told, (event.data as DataOf<typeof ProjectRegistered>).reportEveryDays)
    case ProjectDetailsRevised.type:
      return every(told, (event.data as DataOf<typeof ProjectDetailsRevised>).changes.reportEveryDays)
    case ProjectCancelled.type:
      return { ...told, is: 'cancelled' }
    case ProjectReinstated.type:
      return { ...told, is: 'reinstated' }
    default:
      return undefined
  }
}

function every(told: Told, days: number | undefined): RegisterFact | undefined {
  return days === undefined ? undefined : { ...told, is: 'every', days }
}

export function siteFact(event: RecordedEvent): SiteFact | undefined {
  const told = { on: event.occurredOn, known: event.knownOn }
  switch (event.type) {
    case ProgressReported.type: {
      const {
        reportId: id,
        physicalPercent: percent,
        completedInvestmentFen: fen = 0,
        evidence,
      } = event.data as DataOf<typeof ProgressReported>
      const photos = evidence.some(({ contentType }) => contentType.startsWith('image/'))
      return { ...told, is: 'report', id, percent, fen, photos }
    }
    case ProgressCorrected.type: {
      const data = event.data as DataOf<typeof ProgressCorrected>
      const { reportId: id, physicalPercent: percent, completedInvestmentChangeFen: fen = 0 } = data
      return { ...told, is: 'correction', id, percent, fen }
    }
    case MilestoneReached.type: {
      const { milestone } = event.data as DataOf<typeof MilestoneReached>
      return { ...told, is: 'reached', milestone, day: event.occurredOn }
    }
    case MilestoneCorrected.type: {
      const { milestone, reachedOn } = event.data as DataOf<typeof MilestoneCorrected>
      return { ...told, is: 'reached', milestone, day: reachedOn }
    }
    case WorkStopped.type:
      return { ...told, is: 'halted' }
    case WorkResumed.type:
      return { ...told, is: 'resumed' }
    default:
      return undefined
  }
}

/** A business day and the day whose knowledge counts. */
export interface Cut {
  readonly asOf: CalendarDate
  readonly knownOn: CalendarDate
}

/** What had happened by the day, as far as it was known then. */
export function cutAt<Fact extends Told>(facts: readonly Fact[], { asOf, knownOn }: Cut): readonly Fact[] {
  return facts.filter(({ on, known }) => on <= asOf && known <= knownOn)
}

/** Facts in the order in which they were told; of one day the one told later counts. */
export function siteOf(site: readonly SiteFact[], register: readonly RegisterFact[]): ReportedSite {
  const reached = new Map<Milestone, CalendarDate | null>()
  const reports = new Map<string, SiteReport>()
  for (const fact of site) {
    if (fact.is === 'reached') reached.set(fact.milestone, fact.day)
    if (fact.is === 'report') reports.set(fact.id, reportOf(fact))
    if (fact.is === 'correction') correct(reports, fact)
  }
  const halts = site.flatMap(({ is, on }) =>
    is === 'halted' || is === 'resumed' ? [{ on, halted: is === 'halted' }] : [],
  )
  return {
    startedOn: reached.get('start') ?? firstFrom(reached, 'start'),
    endedOn: earlierOf(firstFrom(reached, 'works-complete'), cancelledOn(register)),
    halts: halts.toSorted(byDay),
    reports: [...reports.values()].toSorted(byDay),
  }
}

/** What the register asks for by itself. What it said first has always counted: registers are told after works began. */
export function registerRhythms(register: readonly RegisterFact[]): readonly RhythmSpan[] {
  const asked = register.flatMap((fact) => (fact.is === 'every' ? [fact] : [])).toSorted(byDay)
  const last = asked.filter(({ on }, place) => asked[place + 1]?.on !== on)
  return last.map(({ on, days }, place) => {
    const next = last[place + 1]
    return {
      rhythm: { kind: 'every', days, needsPhotos: false },
      programmeId: null,
      version: null,
      from: place === 0 ? '1900-01-01' : on,
      until: next ? addDays(next.on, -1) : null,
    }
  })
}

function reportOf({ on, percent, fen, photos }: Extract<SiteFact, { is: 'report' }>): SiteReport {
  return { on, physicalPercent: percent, completedInvestmentFen: fen, hasPhotos: photos }
}

function correct(
  reports: Map<string, SiteReport>,
  { id, percent, fen }: Extract<SiteFact, { is: 'correction' }>,
): void {
  const report = reports.get(id)
  if (!report) return
  const completedInvestmentFen = report.completedInvestmentFen + fen
  reports.set(id, { ...report, physicalPercent: percent, completedInvestmentFen })
}

/** The first day on which the site is known to have been at least so far. */
function firstFrom(reached: ReadonlyMap<Milestone, CalendarDate | null>, milestone: Milestone): CalendarDate | null {
  const days = [...reached].flatMap(([each, day]) => (day && spineRank(each) >= spineRank(milestone) ? [day] : []))
  return days.toSorted()[0] ?? null
}

function cancelledOn(register: readonly RegisterFact[]): CalendarDate | null {
  const last = register.findLast(({ is }) => is !== 'every')
  return last?.is === 'cancelled' ? last.on : null
}

function earlierOf(one: CalendarDate | null, other: CalendarDate | null): CalendarDate | null {
  return one !== null && (other === null || one < other) ? one : other
}

function byDay(one: { readonly on: CalendarDate }, other: { readonly on: CalendarDate }): number {
  return one.on < other.on ? -1 : Number(one.on > other.on)
}
