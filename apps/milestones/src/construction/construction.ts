import {
  type DataOf,
  ForecastRevised,
  type HaltChange,
  initialStanding,
  insertedByDay,
  type Milestone,
  MilestoneCorrected,
  MilestoneReached,
  type NewEvent,
  PlanAdopted,
  type Procedure,
  type ProcedureChange,
  ProcedureEnded,
  ProcedureStarted,
  ProgressCorrected,
  ProgressReported,
  type Standing,
  StandingMoved,
  WorkInspected,
  WorkResumed,
  WorkStopped,
  WorkTakenOver,
} from '@zhuji/contracts'
import { type CalendarDate, sumFen } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'

/**
 * How far one project is built, as its own stream tells it. The stream `project/<id>` takes five kinds of facts, none of
 * which ever overwrites another: what is planned (baselines, each with its version), what is expected (forecasts with
 * every revision), what is reported (physical percent and completed investment), what is reached (milestones) and what is
 * in the way (halts of work, procedures that run again). Inspections stand beside the reports as facts of their own.
 *
 * Facts arrive late and out of order. Whatever has a present (halt, procedure, forecast, reported percent) takes it from
 * the fact that happened last, not from the one told last; of two facts on one day the one told later counts.
 *
 * The standing (stage and side states) is derived by `standingOf`; here it is only the one announced last.
 */
export interface Construction {
  readonly baselines: readonly Baseline[]
  /** By milestone, from the first day on which something was expected to the last. */
  readonly forecasts: Readonly<Partial<Record<Milestone, readonly ForecastRevision[]>>>
  readonly reached: Readonly<Partial<Record<Milestone, CalendarDate>>>
  readonly progress: Progress | null
  readonly halts: readonly HaltChange[]
  readonly procedures: readonly ProcedureChange[]
  readonly inspections: Inspections | null
  /** Absent for what is built here. */
  readonly takenOver?: Takeover
  readonly standing: Standing
}

export interface Baseline {
  readonly version: number
  readonly template: string
  readonly adoptedOn: CalendarDate
  readonly reason?: string
  readonly steps: readonly PlanStep[]
  readonly derivation?: DataOf<typeof PlanAdopted>['derivation']
  readonly investment?: DataOf<typeof PlanAdopted>['investment']
}

export type PlanStep = DataOf<typeof PlanAdopted>['steps'][number]

export interface ForecastRevision {
  /** The day on which the office expected it. */
  readonly on: CalendarDate
  readonly forecastOn: CalendarDate
}

/** Of the reports only what a decision compares with: the one that happened last, and the sum. The log keeps all. */
export interface Progress {
  readonly reports: number
  readonly reportId: string
  readonly reportedOn: CalendarDate
  readonly physicalPercent: number
  /** Cumulative work put in place, in fen; null as long as no report named an amount. */
  readonly completedInvestmentFen: number | null
}

export interface Takeover {
  readonly on: CalendarDate
  readonly from: string
}

export interface Inspections {
  readonly count: number
  readonly lastOn: CalendarDate
  readonly finding: string
  readonly physicalPercent: number | null
}

export const constructionStream = (projectId: string): string => `project/${projectId}`

const initial: Construction = {
  baselines: [],
  forecasts: {},
  reached: {},
  progress: null,
  halts: [],
  procedures: [],
  inspections: null,
  standing: initialStanding,
}

type Fold = (construction: Construction, event: NewEvent<string, never>) => Partial<Construction>

const folds: Readonly<Record<string, Fold>> = {
  [PlanAdopted.type]: ({ baselines }, { data, occurredOn }: NewEvent<string, DataOf<typeof PlanAdopted>>) => {
    const { projectId: _, baselineVersion: version, ...plan } = data
    return { baselines: [...baselines, { version, adoptedOn: occurredOn, ...plan }] }
  },
  [ForecastRevised.type]: ({ forecasts }, { data, occurredOn }: NewEvent<string, DataOf<typeof ForecastRevised>>) => {
    const { milestone, forecastOn } = data
    const revisions = insertedByDay(forecasts[milestone] ?? [], { on: occurredOn, forecastOn })
    return { forecasts: { ...forecasts, [milestone]: revisions } }
  },
  [ProgressReported.type]: ({ progress }, event: NewEvent<string, DataOf<typeof ProgressReported>>) => ({
    progress: progressAfterReport(progress, event),
  }),
  [ProgressCorrected.type]: ({ progress }, { data }: NewEvent<string, DataOf<typeof ProgressCorrected>>) => {
    const { physicalPercent, completedInvestmentChangeFen } = data
    if (!progress) return {}
    const completedInvestmentFen = addedFen(progress.completedInvestmentFen, completedInvestmentChangeFen)
    return { progress: { ...progress, physicalPercent, completedInvestmentFen } }
  },
  [MilestoneReached.type]: ({ reached }, { data, occurredOn }: NewEvent<string, DataOf<typeof MilestoneReached>>) => ({
    reached: { ...reached, [data.milestone]: occurredOn },
  }),
  [MilestoneCorrected.type]: ({ reached }, { data }: NewEvent<string, DataOf<typeof MilestoneCorrected>>) => {
    const { [data.milestone]: _, ...others } = reached
    return { reached: data.reachedOn === null ? others : { ...others, [data.milestone]: data.reachedOn } }
  },
  [WorkTakenOver.type]: (_, { data, occurredOn }: NewEvent<string, DataOf<typeof WorkTakenOver>>) => ({
    takenOver: { on: occurredOn, from: data.from },
  }),
  [WorkStopped.type]: ({ halts }, { data, occurredOn }: NewEvent<string, DataOf<typeof WorkStopped>>) => ({
    halts: insertedByDay(halts, { on: occurredOn, halt: data.halt }),
  }),
  [WorkResumed.type]: ({ halts }, { occurredOn }) => ({ halts: insertedByDay(halts, { on: occurredOn, halt: null }) }),
  [ProcedureStarted.type]: ({ procedures }, event: NewEvent<string, DataOf<typeof ProcedureStarted>>) => ({
    procedures: procedureChanged(procedures, event, true),
  }),
  [ProcedureEnded.type]: ({ procedures }, event: NewEvent<string, DataOf<typeof ProcedureEnded>>) => ({
    procedures: procedureChanged(procedures, event, false),
  }),
  [WorkInspected.type]: ({ inspections }, event: NewEvent<string, DataOf<typeof WorkInspected>>) => ({
    inspections: inspectionsAfter(inspections, event),
  }),
  [StandingMoved.type]: (_, { data }: NewEvent<string, DataOf<typeof StandingMoved>>) => ({ standing: data.to }),
}

export const constructionDecider: Decider<Construction> = {
  stateVersion: 1,
  initial: () => initial,
  evolve: (construction, event) => {
    const fold = folds[event.type]
    return fold ? { ...construction, ...fold(construction, event as NewEvent<string, never>) } : construction
  },
}

/** The plan that counts: the baseline adopted last. */
export function currentBaseline({ baselines }: Pick<Construction, 'baselines'>): Baseline | undefined {
  return baselines.at(-1)
}

/** The change in force on a day, from a list ordered by day: the last one not after it. */
export function lastUntil<Change extends { readonly on: CalendarDate }>(
  changes: readonly Change[],
  day: CalendarDate,
): Change | undefined {
  return changes.findLast((change) => change.on <= day)
}

function procedureChanged(
  procedures: Construction['procedures'],
  { data, occurredOn }: NewEvent<string, { readonly procedure: Procedure }>,
  running: boolean,
): Construction['procedures'] {
  return insertedByDay(procedures, { on: occurredOn, procedure: data.procedure, running })
}

/** A report of an earlier day adds to the sum; the present percent stays that of the later day. */
function progressAfterReport(
  progress: Progress | null,
  { data, occurredOn }: NewEvent<string, DataOf<typeof ProgressReported>>,
): Progress {
  const { reportId, physicalPercent } = data
  const reports = (progress?.reports ?? 0) + 1
  const completedInvestmentFen = addedFen(progress?.completedInvestmentFen ?? null, data.completedInvestmentFen)
  if (progress && occurredOn < progress.reportedOn) return { ...progress, reports, completedInvestmentFen }
  return { reports, reportId, reportedOn: occurredOn, physicalPercent, completedInvestmentFen }
}

/** What nobody told is unknown, not 0. */
function addedFen(sum: number | null, amount: number | undefined): number | null {
  return amount === undefined ? sum : sumFen([sum ?? 0, amount])
}

function inspectionsAfter(
  inspections: Inspections | null,
  { data, occurredOn }: NewEvent<string, DataOf<typeof WorkInspected>>,
): Inspections {
  const count = (inspections?.count ?? 0) + 1
  if (inspections && occurredOn < inspections.lastOn) return { ...inspections, count }
  return { count, lastOn: occurredOn, finding: data.finding, physicalPercent: data.physicalPercent ?? null }
}
