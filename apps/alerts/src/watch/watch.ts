import {
  bookedBy,
  changesHolding,
  CustodyMoved,
  type DataOf,
  ForecastRevised,
  LedgerEntryPosted,
  MilestoneCorrected,
  MilestoneReached,
  PackageUnbundled,
  PlanAdopted,
  ProgressCorrected,
  ProgressReported,
  ProjectCancelled,
  ProjectDetailsRevised,
  ProjectRegistered,
  ProjectReinstated,
  type RecordedEvent,
  WorkResumed,
  WorkStopped,
  WorkTakenOver,
} from '@zhuji/contracts'
import { correctedReport, reportAfter } from '@zhuji/figures'
import type { Told, Watched } from './watched.js'

export const watchedEvents = [
  ProjectRegistered,
  ProjectDetailsRevised,
  PackageUnbundled,
  CustodyMoved,
  ProjectCancelled,
  ProjectReinstated,
  PlanAdopted,
  ForecastRevised,
  ProgressReported,
  ProgressCorrected,
  MilestoneReached,
  MilestoneCorrected,
  WorkStopped,
  WorkResumed,
  WorkTakenOver,
  LedgerEntryPosted,
] as const

type Fold = (watched: Watched, event: RecordedEvent) => Watched

const folds: Readonly<Record<string, Fold>> = {
  [ProjectRegistered.type]: (watched, event) => detailed(watched, event, event.data as Details),
  [ProjectDetailsRevised.type]: (watched, event) =>
    detailed(watched, event, changesHolding(event.data as DataOf<typeof ProjectDetailsRevised>)),
  [PackageUnbundled.type]: (watched, event) => ({
    ...detailed(watched, event, (event.data as DataOf<typeof PackageUnbundled>).left),
    unbundled: true,
  }),
  [CustodyMoved.type]: (watched, event) => {
    const ownerUnitId = (event.data as DataOf<typeof CustodyMoved>).toUnit.id
    return watched.identity ? { ...watched, identity: { ...watched.identity, ownerUnitId } } : watched
  },
  [ProjectCancelled.type]: (watched) => ({ ...watched, cancelled: true }),
  [ProjectReinstated.type]: (watched) => ({ ...watched, cancelled: false }),
  [PlanAdopted.type]: planned,
  [ForecastRevised.type]: expected,
  [ProgressReported.type]: reported,
  [ProgressCorrected.type]: corrected,
  [MilestoneReached.type]: (watched, event) => {
    const { milestone } = event.data as DataOf<typeof MilestoneReached>
    return { ...watched, reached: { ...watched.reached, [milestone]: toldBy(event) } }
  },
  [MilestoneCorrected.type]: (watched, event) => {
    const { milestone, reachedOn } = event.data as DataOf<typeof MilestoneCorrected>
    const { [milestone]: _taken, ...others } = watched.reached
    const reached = reachedOn === null ? others : { ...others, [milestone]: { on: reachedOn, because: event.id } }
    return { ...watched, reached }
  },
  [WorkStopped.type]: (watched, event) => {
    const wentOnLater = watched.resumed && watched.resumed.on > event.occurredOn
    return wentOnLater ? watched : { ...watched, halted: laterOf(watched.halted, toldBy(event)) }
  },
  [WorkResumed.type]: (watched, event) => {
    const isHaltedLater = watched.halted && watched.halted.on > event.occurredOn
    const resumed = laterOf(watched.resumed, toldBy(event))
    return { ...watched, halted: isHaltedLater ? watched.halted : null, resumed }
  },
  [WorkTakenOver.type]: (watched) => ({ ...watched, takenOver: true }),
  [LedgerEntryPosted.type]: posted,
}

/** Takes one fact in. A fact of a type that alerts do not watch changes nothing. */
export function watch(watched: Watched, event: RecordedEvent): Watched {
  return folds[event.type]?.(watched, event) ?? watched
}

type Details = DataOf<typeof ProjectDetailsRevised>['changes'] & Partial<DataOf<typeof ProjectRegistered>>

function detailed(watched: Watched, event: RecordedEvent, details: Details): Watched {
  const before = watched.identity
  const told = (on: string | undefined, earlier: Told | null) =>
    on === undefined ? earlier : { on, because: event.id }
  const { reportEveryDays: everyDays, approvedBudgetFen: fen } = details
  return {
    ...watched,
    identity: {
      localCode: details.localCode ?? before?.localCode ?? '',
      name: details.name ?? before?.name ?? '',
      facilityKind: details.facilityKind ?? before?.facilityKind ?? 'other-facility',
      regionCodes: details.regionPath?.map((region) => region.code) ?? before?.regionCodes ?? [],
      ownerUnitId: details.ownerUnit?.id ?? before?.ownerUnitId ?? '',
    },
    plannedStart: told(details.plannedStartOn, watched.plannedStart),
    need: told(details.needOn, watched.need),
    approvedBudget: fen === undefined ? watched.approvedBudget : { fen, because: event.id },
    rhythm: everyDays === undefined ? watched.rhythm : { everyDays, because: event.id },
  }
}

function planned(watched: Watched, event: RecordedEvent): Watched {
  const { steps, baselineVersion } = event.data as DataOf<typeof PlanAdopted>
  if (baselineVersion < watched.baselineVersion) return watched
  const plan = Object.fromEntries(steps.map((step) => [step.milestone, { on: step.plannedOn, because: event.id }]))
  return { ...watched, plan, baselineVersion }
}

/** What was expected last counts, not what was told last. */
function expected(watched: Watched, event: RecordedEvent): Watched {
  const { milestone, forecastOn } = event.data as DataOf<typeof ForecastRevised>
  const before = watched.forecasts[milestone]
  if (before && before.saidOn > event.occurredOn) return watched
  const told = { on: forecastOn, because: event.id, saidOn: event.occurredOn }
  return { ...watched, forecasts: { ...watched.forecasts, [milestone]: told } }
}

function reported(watched: Watched, event: RecordedEvent): Watched {
  const { reportId, physicalPercent: percent, evidence } = event.data as DataOf<typeof ProgressReported>
  const told = toldBy(event)
  const hasPhotos = evidence.some(({ contentType }) => contentType.startsWith('image/'))
  return {
    ...watched,
    lastReport: laterOf(watched.lastReport, told),
    ...(hasPhotos && { lastReportWithPhotos: laterOf(watched.lastReportWithPhotos ?? null, told) }),
    physical: reportAfter(watched.physical, { ...told, reportId, percent }),
  }
}

function corrected(watched: Watched, event: RecordedEvent): Watched {
  const { reportId, physicalPercent: percent } = event.data as DataOf<typeof ProgressCorrected>
  return { ...watched, physical: correctedReport(watched.physical, { ...toldBy(event), reportId, percent }) }
}

function posted(watched: Watched, event: RecordedEvent): Watched {
  const booked = bookedBy(event.data as DataOf<typeof LedgerEntryPosted>)
  if (!booked) return watched
  const { kind } = booked
  const sumFen = (watched.ledger[kind]?.sumFen ?? 0) + booked.fen
  return { ...watched, ledger: { ...watched.ledger, [kind]: { sumFen, because: event.id } } }
}

/** Of one day the one told later. */
function laterOf(before: Told | null, told: Told): Told {
  return before && before.on > told.on ? before : told
}

function toldBy(event: RecordedEvent): Told {
  return { on: event.occurredOn, because: event.id }
}
