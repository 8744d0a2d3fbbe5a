import {
  type DataOf,
  ForecastRevised,
  insertedByDay,
  type Milestone,
  MilestoneCorrected,
  MilestoneReached,
  PlanAdopted,
  ProcedureEnded,
  ProcedureStarted,
  ProgressCorrected,
  ProgressReported,
  standingOf,
  WorkInspected,
  WorkResumed,
  WorkStopped,
  WorkTakenOver,
} from '@zhuji/contracts'
import { correctedReport, reportAfter } from '@zhuji/figures'
import type { Card, CardDetail, MilestoneDates } from './card.js'
import type { Fact } from './fact.js'

/**
 * Facts arrive late: what happened last counts, not what was told last; of one day the one told later. The standing is
 * derived here from the facts known so far: the one that the log announces was derived from all it knew when it did.
 */
export function foldMilestones(card: Card, fact: Fact): Card {
  switch (fact.type) {
    case ProgressReported.type:
    case ProgressCorrected.type:
      return withProgress(card, fact)
    case MilestoneReached.type:
      return withReached(card, (fact.data as DataOf<typeof MilestoneReached>).milestone, fact.occurredOn)
    case MilestoneCorrected.type: {
      const { milestone, reachedOn } = fact.data as DataOf<typeof MilestoneCorrected>
      return withReached(card, milestone, reachedOn)
    }
    case WorkStopped.type:
    case WorkResumed.type: {
      const { halt = null } = fact.data as Partial<DataOf<typeof WorkStopped>>
      return withStanding(card, { halts: insertedByDay(card.detail.halts ?? [], { on: fact.occurredOn, halt }) })
    }
    case ProcedureStarted.type:
    case ProcedureEnded.type: {
      const { procedure } = fact.data as DataOf<typeof ProcedureStarted>
      const change = { on: fact.occurredOn, procedure, running: fact.type === ProcedureStarted.type }
      return withStanding(card, { procedures: insertedByDay(card.detail.procedures ?? [], change) })
    }
    case WorkTakenOver.type:
      return { ...card, takenOverOn: fact.occurredOn }
    case PlanAdopted.type:
      return withPlan(card, fact)
    case ForecastRevised.type:
      return withForecast(card, fact)
    case WorkInspected.type: {
      const { finding } = fact.data as DataOf<typeof WorkInspected>
      const last = card.lastInspectionOn
      if (last !== null && last > fact.occurredOn) return card
      return { ...card, lastInspectionOn: fact.occurredOn, detail: { ...card.detail, inspectionFinding: finding } }
    }
    default:
      return card
  }
}

function withStanding(card: Card, told: Partial<CardDetail>): Card {
  const detail = { ...card.detail, ...told }
  const { milestones, halts = [], procedures = [] } = detail
  const reached: Partial<Record<Milestone, string>> = {}
  for (const [milestone, { reachedOn }] of Object.entries(milestones)) {
    if (reachedOn !== undefined) reached[milestone as Milestone] = reachedOn
  }
  return { ...card, ...standingOf({ reached, halts, procedures }), resumedOn: resumedOn(halts), detail }
}

/** Null while nothing was stopped, and where it stands still again. */
function resumedOn(halts: NonNullable<CardDetail['halts']>): string | null {
  const last = halts.at(-1)
  return last && last.halt === null ? last.on : null
}

/** A correction is no report: it changes the figure, not the day of the last report. */
function withProgress(card: Card, fact: Fact): Card {
  const isReport = fact.type === ProgressReported.type
  const { reportId, physicalPercent } = fact.data as DataOf<typeof ProgressReported | typeof ProgressCorrected>
  const told = { reportId, on: fact.occurredOn, percent: physicalPercent }
  const report = isReport ? reportAfter(card.detail.report, told) : correctedReport(card.detail.report, told)
  const moreFen = isReport
    ? (fact.data as DataOf<typeof ProgressReported>).completedInvestmentFen
    : (fact.data as DataOf<typeof ProgressCorrected>).completedInvestmentChangeFen
  const last = card.lastReportOn
  return {
    ...card,
    physicalPercent: report.percent,
    lastReportOn: isReport && !(last !== null && last > fact.occurredOn) ? fact.occurredOn : last,
    completedInvestmentFen: added(card.completedInvestmentFen, moreFen),
    detail: { ...card.detail, report, ...completedIn(fact.occurredOn, card.detail.completedByYear, moreFen) },
  }
}

/** Unknown and something more is that something; unknown and nothing said stays unknown. */
function added(known: number | null, more: number | undefined): number | null {
  return more === undefined ? known : (known ?? 0) + more
}

function completedIn(day: string, byYear: CardDetail['completedByYear'], moreFen: number | undefined) {
  if (moreFen === undefined) return {}
  const year = day.slice(0, 4)
  return { completedByYear: { ...byYear, [year]: (byYear?.[year] ?? 0) + moreFen } }
}

function withReached(card: Card, milestone: Milestone, reachedOn: string | null): Card {
  const { reachedOn: _, ...others } = card.detail.milestones[milestone] ?? {}
  const dates: MilestoneDates = reachedOn === null ? others : { ...others, reachedOn }
  const told = withStanding(withDates(card, milestone, dates), {})
  switch (milestone) {
    case 'start':
      return { ...told, startedOn: reachedOn }
    case 'works-complete':
      return { ...told, worksCompleteOn: reachedOn }
    case 'in-use':
      return { ...told, inUseOn: reachedOn }
    case 'topping-out':
      return { ...told, toppedOutOn: reachedOn }
    case 'opened':
      return { ...told, openedOn: reachedOn }
    case 'in-statistics':
      return { ...told, inStatisticsOn: reachedOn }
    default:
      return told
  }
}

function withPlan(card: Card, fact: Fact): Card {
  const { baselineVersion: version, template, reason, steps, investment } = fact.data as DataOf<typeof PlanAdopted>
  const milestones: Partial<Record<Milestone, MilestoneDates>> = {}
  for (const [milestone, { plannedOn: _, ...others }] of Object.entries(card.detail.milestones)) {
    milestones[milestone as Milestone] = others
  }
  for (const { milestone, plannedOn } of steps) milestones[milestone] = { ...milestones[milestone], plannedOn }
  const baseline = {
    version,
    template,
    adoptedOn: fact.occurredOn,
    ...(reason && { reason }),
    steps,
    ...(investment && { investment }),
  }
  const completion = steps.find((step) => step.milestone === 'works-complete')?.plannedOn ?? null
  return {
    ...card,
    plannedCompletionOn: completion,
    firstPlannedCompletionOn: card.firstPlannedCompletionOn ?? completion,
    firstPlannedStartOn: card.firstPlannedStartOn ?? milestones.start?.plannedOn ?? null,
    detail: { ...card.detail, milestones, baselines: [...card.detail.baselines, baseline] },
  }
}

function withForecast(card: Card, { data, occurredOn: forecastSaidOn }: Fact): Card {
  const { milestone, forecastOn } = data as DataOf<typeof ForecastRevised>
  const dates = card.detail.milestones[milestone]
  const isLast = !(dates?.forecastSaidOn !== undefined && dates.forecastSaidOn > forecastSaidOn)
  const told = isLast ? withDates(card, milestone, { ...dates, forecastOn, forecastSaidOn }) : card
  if (milestone !== 'works-complete') return told
  const { firstForecastSaidOn: first } = card.detail
  const isFirst = first === undefined || forecastSaidOn < first
  return {
    ...told,
    forecastCompletionOn: isLast ? forecastOn : card.forecastCompletionOn,
    firstForecastCompletionOn: isFirst ? forecastOn : card.firstForecastCompletionOn,
    detail: isFirst ? { ...told.detail, firstForecastSaidOn: forecastSaidOn } : told.detail,
  }
}

function withDates(card: Card, milestone: Milestone, dates: MilestoneDates): Card {
  return { ...card, detail: { ...card.detail, milestones: { ...card.detail.milestones, [milestone]: dates } } }
}
