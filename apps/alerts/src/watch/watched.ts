import { type BookedKind, type Milestone, spineRank } from '@zhuji/contracts'
import type { CountedReport, RhythmSpan } from '@zhuji/figures'
import type { CalendarDate, Fen } from '@zhuji/kernel'

/** A day that somebody told us, and the event that told it. */
export interface Told {
  readonly on: CalendarDate
  readonly because: string
}

export type ProgrammeSpan = RhythmSpan & { readonly name: string | null; readonly because: string }

export type Steps = Readonly<Partial<Record<Milestone, Told>>>

/** What the register says about a project, as far as rules and readers of alerts need it. */
export interface Identity {
  readonly localCode: string
  readonly name: string
  readonly facilityKind: string
  readonly regionCodes: readonly string[]
  readonly ownerUnitId: string
}

/** What alerts remember of one project. Facts of the three services come in any order between them, so none waits for another. */
export interface Watched {
  readonly projectId: string
  /** Null until the registration has arrived: a stub. */
  readonly identity: Identity | null
  readonly cancelled: boolean
  /** Its parts are watched in its place. */
  readonly unbundled?: true
  readonly plannedStart: Told | null
  readonly need: Told | null
  readonly approvedBudget: { readonly fen: Fen; readonly because: string } | null
  readonly rhythm: { readonly everyDays: number; readonly because: string } | null
  /** What programmes ask of it: put beside its own facts when it is judged. */
  readonly programmes?: readonly ProgrammeSpan[]
  /** The steps of the latest baseline. */
  readonly plan: Steps
  readonly baselineVersion: number
  readonly forecasts: Readonly<Partial<Record<Milestone, Told & { readonly saidOn: CalendarDate }>>>
  readonly reached: Steps
  readonly halted: Told | null
  readonly resumed: Told | null
  /** It came ready-built: nothing of its building is due here. */
  readonly takenOver: boolean
  readonly lastReport: Told | null
  /** Absent of a project whose reports were remembered before photographs were: the last report then counts as one. */
  readonly lastReportWithPhotos?: Told | null
  /** What the latest report claims, by the day it speaks of. */
  readonly physical: (CountedReport & Told) | null
  /** Sums per kind of ledger entry, reversals taken off the kind they reverse; and the last event of each kind. */
  readonly ledger: Readonly<Partial<Record<BookedKind, { readonly sumFen: Fen; readonly because: string }>>>
}

export function unknownProject(projectId: string): Watched {
  return {
    projectId,
    identity: null,
    cancelled: false,
    plannedStart: null,
    need: null,
    approvedBudget: null,
    rhythm: null,
    plan: {},
    baselineVersion: 0,
    forecasts: {},
    reached: {},
    halted: null,
    resumed: null,
    takenOver: false,
    lastReport: null,
    lastReportWithPhotos: null,
    physical: null,
    ledger: {},
  }
}

/** The farthest step on the spine that was reached, as its rank; -1 before the first. */
export function farthestRank(watched: Watched): number {
  return Math.max(-1, ...(Object.keys(watched.reached) as Milestone[]).map(spineRank))
}

/** The first day on which the site is known to have been under construction. */
export function startedOn(watched: Watched): Told | null {
  const atLeastStarted = (Object.entries(watched.reached) as [Milestone, Told][])
    .filter(([milestone]) => spineRank(milestone) >= spineRank('start'))
    .map(([, told]) => told)
  return watched.reached.start ?? atLeastStarted.sort((a, b) => (a.on < b.on ? -1 : 1))[0] ?? null
}
