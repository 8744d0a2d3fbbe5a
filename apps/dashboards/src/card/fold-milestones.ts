import {
  type DataOf,
  ForecastRevised,
  type Milestone,
  MilestoneCorrected,
  MilestoneReached,
  PlanAdopted,
  ProgressCorrected,
  ProgressReported,
  StandingMoved,
  WorkInspected,
} from '@zhuji/contracts'
import type { Card, MilestoneDates } from './card.js'
import type { Fact } from './fact.js'

/** Stops, resumptions and procedures are told by the standing that the same log derives from them right behind. */
export function foldMilestones(card: Card, fact: Fact): Card {
  switch (fact.type) {
    case StandingMoved.type: {
      const { stage, halt, procedure } = (fact.data as DataOf<typeof StandingMoved>).to
      return { ...card, stage, halt, procedure }
    }
    case ProgressReported.type:
    case ProgressCorrected.type:
      return withProgress(card, fact)
    case MilestoneReached.type:
      return withReached(card, (fact.data as DataOf<typeof MilestoneReached>).milestone, fact.occurredOn)
    case MilestoneCorrected.type: {
      const { milestone, reachedOn } = fact.data as DataOf<typeof MilestoneCorrected>
      return withReached(card, milestone, reachedOn)
    }
    case PlanAdopted.type:
      return withPlan(card, fact)
    case ForecastRevised.type:
      return withForecast(card, fact.data as DataOf<typeof ForecastRevised>)
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

/** A correction is no report: it changes the figure, not the day of the last report. */
function withProgress(card: Card, fact: Fact): Card {
  if (fact.type === ProgressReported.type) {
    const { physicalPercent, completedInvestmentFen } = fact.data as DataOf<typeof ProgressReported>
    const last = card.lastReportOn
    return {
      ...card,
      physicalPercent,
      lastReportOn: last !== null && last > fact.occurredOn ? last : fact.occurredOn,
      completedInvestmentFen: added(card.completedInvestmentFen, completedInvestmentFen),
    }
  }
  const { physicalPercent, completedInvestmentChangeFen } = fact.data as DataOf<typeof ProgressCorrected>
  const completedInvestmentFen = added(card.completedInvestmentFen, completedInvestmentChangeFen)
  return { ...card, physicalPercent, completedInvestmentFen }
}

/** Unknown and something more is that something; unknown and nothing said stays unknown. */
function added(known: number | null, more: number | undefined): number | null {
  return more === undefined ? known : (known ?? 0) + more
}

function withReached(card: Card, milestone: Milestone, reachedOn: string | null): Card {
  const { reachedOn: _, ...others } = card.detail.milestones[milestone] ?? {}
  const dates: MilestoneDates = reachedOn === null ? others : { ...others, reachedOn }
  const told = withDates(card, milestone, dates)
  switch (milestone) {
    case 'start':
      return { ...told, startedOn: reachedOn }
    case 'works-complete':
      return { ...told, worksCompleteOn: reachedOn }
    case 'in-use':
      return { ...told, inUseOn: reachedOn }
    default:
      return told
  }
}

function withPlan(card: Card, fact: Fact): Card {
  const { baselineVersion: version, template, reason, steps } = fact.data as DataOf<typeof PlanAdopted>
  const milestones: Partial<Record<Milestone, MilestoneDates>> = {}
  for (const [milestone, { plannedOn: _, ...others }] of Object.entries(card.detail.milestones)) {
    milestones[milestone as Milestone] = others
  }
  for (const { milestone, plannedOn } of steps) milestones[milestone] = { ...milestones[milestone], plannedOn }
  const baseline = { version, template, adoptedOn: fact.occurredOn, ...(reason && { reason }), steps }
  const completion = steps.find((step) => step.milestone === 'works-complete')?.plannedOn ?? null
  return {
    ...card,
    plannedCompletionOn: completion,
    firstPlannedCompletionOn: card.firstPlannedCompletionOn ?? completion,
    detail: { ...card.detail, milestones, baselines: [...card.detail.baselines, baseline] },
  }
}

function withForecast(card: Card, { milestone, forecastOn }: DataOf<typeof ForecastRevised>): Card {
  const told = withDates(card, milestone, { ...card.detail.milestones[milestone], forecastOn })
  if (milestone !== 'works-complete') return told
  const first = card.firstForecastCompletionOn ?? forecastOn
  return { ...told, forecastCompletionOn: forecastOn, firstForecastCompletionOn: first }
}

function withDates(card: Card, milestone: Milestone, dates: MilestoneDates): Card {
  return { ...card, detail: { ...card.detail, milestones: { ...card.detail.milestones, [milestone]: dates } } }
}
