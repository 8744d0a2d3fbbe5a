import { ForecastRevised, type Milestone, type NewEvent, PlanAdopted, spineRank } from '@zhuji/contracts'
import { addDays, type CalendarDate, daysBetween, DomainError, refuse } from '@zhuji/kernel'
import {
  type Baseline,
  type Construction,
  currentBaseline,
  lastUntil,
  type PlanStep,
} from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'
import type { TemplateStep } from './plan-templates.js'

export interface PlanRequest {
  readonly template: string
  readonly steps: readonly PlanStep[]
  readonly reason?: string
  /** How the days came about, where they were derived from the need date. */
  readonly derivation?: Baseline['derivation']
  /** Absent: that of the baseline before goes on. */
  readonly investment?: Baseline['investment']
}

/** Adds a baseline. The first needs no reason, every later one does; the plan that is already in force records nothing. */
export function adoptPlan(construction: Construction, request: PlanRequest, occasion: Occasion): readonly NewEvent[] {
  const { template, steps, reason, derivation } = request
  refuseWhenCancelled(occasion)
  refuseMilestoneTwice(steps)
  refuseMonthTwice(request.investment ?? [])
  if (!occasion.fromHistory) refuseAgainstSpine(steps)
  const current = currentBaseline(construction)
  const investment = request.investment ? inOrder(request.investment) : current?.investment
  const isSame = current && current.template === template && sameSteps(current.steps, steps)
  if (isSame && JSON.stringify(current.investment) === JSON.stringify(investment)) return []
  if (current && reason === undefined && !occasion.fromHistory) {
    refuse('rebaseline-reason-missing', { baselineVersion: current.version, adoptedOn: current.adoptedOn }, 'reason')
  }
  const { projectId, occurredOn } = occasion
  const baselineVersion = (current?.version ?? 0) + 1
  return record(
    construction,
    PlanAdopted(
      { projectId, baselineVersion, template, steps: [...steps], reason, derivation, investment },
      occurredOn,
    ),
    occasion,
  )
}

function inOrder(months: NonNullable<Baseline['investment']>): Baseline['investment'] {
  const planned = months.map(({ month, amountFen }) => ({ month, amountFen }))
  return planned.toSorted((one, other) => (one.month < other.month ? -1 : 1))
}

function refuseMonthTwice(months: NonNullable<Baseline['investment']>): void {
  const twice = months.find(({ month }, place) => months.findIndex((other) => other.month === month) !== place)
  if (twice) {
    throw new DomainError('invalid', 'plan-month-twice', { field: 'investment', figures: { month: twice.month } })
  }
}

function sameSteps(some: readonly PlanStep[], others: readonly PlanStep[]): boolean {
  const days = new Map(others.map((step) => [step.milestone, step.plannedOn]))
  return some.length === others.length && some.every((step) => days.get(step.milestone) === step.plannedOn)
}

function refuseMilestoneTwice(steps: readonly PlanStep[]): void {
  const seen = new Set<Milestone>()
  for (const { milestone } of steps) {
    if (seen.has(milestone)) {
      throw new DomainError('invalid', 'plan-milestone-twice', { field: 'steps', figures: { milestone } })
    }
    seen.add(milestone)
  }
}

/** Steps of the spine may share a day but not run against its order; tails lie where they will. */
function refuseAgainstSpine(steps: readonly PlanStep[]): void {
  const onSpine = steps.filter((step) => spineRank(step.milestone) >= 0)
  const ordered = [...onSpine].sort((one, other) => spineRank(one.milestone) - spineRank(other.milestone))
  ordered.forEach((step, index) => {
    const before = ordered[index - 1]
    if (!before || before.plannedOn <= step.plannedOn) return
    const { milestone, plannedOn } = step
    const figures = { milestone, plannedOn, earlierMilestone: before.milestone, earlierPlannedOn: before.plannedOn }
    refuse('plan-against-order', figures, 'steps')
  })
}

export interface PlanPeriod {
  readonly startOn: CalendarDate | null
  readonly needOn: CalendarDate | null
}

/**
 * The days of a template between start and need date, in plain proportion of calendar days. Refused when one of the two
 * is unknown, or when there is no time between them.
 */
export function stepsFromTemplate(steps: readonly TemplateStep[], { startOn, needOn }: PlanPeriod): PlanStep[] {
  if (startOn === null || needOn === null) {
    return refuse('plan-dates-missing', { plannedStartOn: startOn, needOn }, startOn === null ? 'startOn' : 'needOn')
  }
  const days = daysBetween(startOn, needOn)
  if (days <= 0) refuse('plan-without-time', { plannedStartOn: startOn, needOn }, 'needOn')
  return steps.map(({ milestone, share }) => ({
    milestone,
    plannedOn: addDays(startOn, Math.round(share * days)),
  }))
}

export interface ForecastRequest {
  readonly milestone: Milestone
  readonly forecastOn: CalendarDate
  readonly reason?: string
}

/**
 * Revises what the office expects. The previous forecast is the one in force on the day of the revision, so one that is
 * told late still says what it replaced. The same day again records nothing.
 */
export function reviseForecast(
  construction: Construction,
  { milestone, forecastOn, reason }: ForecastRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const reachedOn = construction.reached[milestone]
  if (reachedOn !== undefined && occurredOn >= reachedOn && !fromHistory) {
    refuse('forecast-of-reached-milestone', { milestone, reachedOn, forecastOn }, 'milestone')
  }
  const previous = lastUntil(construction.forecasts[milestone] ?? [], occurredOn)?.forecastOn ?? null
  if (previous === forecastOn) return []
  const data = { projectId, milestone, forecastOn, previousForecastOn: previous, reason }
  return record(construction, ForecastRevised(data, occurredOn), occasion)
}
