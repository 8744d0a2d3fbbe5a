import { type Milestone, spineRank } from '@zhuji/contracts'
import { type CalendarDate, DomainError, refuse } from '@zhuji/kernel'
import type { WorkingCalendar } from '../calendar/working-days.js'
import type { Construction } from '../construction/construction.js'
import { type BackwardPlan, backwardPlan, inOrder } from './backward-plan.js'
import type { PlanRequest } from './plan.js'
import { leftOut, type PlanTemplate, type TimedStep } from './plan-templates.js'

/** How one project differs from the template of its kind. */
export interface Duration {
  readonly milestone: Milestone
  readonly workingDays: number
  /** Absent: as in the template. */
  readonly after?: readonly Milestone[]
}

export interface DerivationRequest {
  readonly template: PlanTemplate
  readonly durations: readonly Duration[]
  readonly leaveOut: readonly Milestone[]
  readonly needOn: CalendarDate | null
  readonly from: CalendarDate
}

/** The plan derived from the need date, over what is still to be done: a step that was reached needs no time any more. */
export function derivedPlan(
  construction: Pick<Construction, 'reached' | 'takenOver'>,
  { template, durations, leaveOut, needOn, from }: DerivationRequest,
  calendar: WorkingCalendar,
): BackwardPlan {
  if (needOn === null) return refuse('plan-need-date-missing', {}, 'needOn')
  const all = inOrder(withDurations(template.steps, durations))
  const done = all.map(({ milestone }) => milestone).filter((milestone) => isDone(milestone, construction))
  const steps = leftOut(all, [...done, ...leaveOut])
  if (steps.length === 0) return refuse('plan-without-steps', {}, 'leaveOut')
  return backwardPlan({ steps, needOn, from }, calendar)
}

/** The baseline that such a plan becomes: every step on its latest day. Nothing that is too late already can be adopted. */
export function planRequestOf(plan: BackwardPlan, { template, reason }: Omit<PlanRequest, 'steps'>): PlanRequest {
  const { needOn, from, provisionalYears, steps } = plan
  return {
    template,
    reason,
    steps: steps.map(({ milestone, latestFinishOn }) => ({ milestone, plannedOn: latestFinishOn })),
    derivation: {
      needOn,
      from,
      provisionalYears: [...provisionalYears],
      steps: steps.map(({ milestone, workingDays, after, latestStartOn, floatDays, critical }) => {
        return { milestone, workingDays, after: [...after], latestStartOn, floatDays, critical }
      }),
    },
  }
}

export function refuseTooLate({ late, needOn, from, shortByDays, earliestNeedOn }: BackwardPlan): void {
  if (late.length === 0) return
  const lateMilestones = late.map(({ milestone, latestStartOn }) => `${milestone} ${latestStartOn}`).join(', ')
  refuse('plan-need-date-too-early', { needOn, from, lateMilestones, shortByDays, earliestNeedOn }, 'needOn')
}

function withDurations(steps: readonly TimedStep[], durations: readonly Duration[]): TimedStep[] {
  const own = new Map<Milestone, Duration>()
  for (const duration of durations) {
    const { milestone } = duration
    if (own.has(milestone)) {
      throw new DomainError('invalid', 'plan-milestone-twice', { field: 'durations', figures: { milestone } })
    }
    own.set(milestone, duration)
  }
  const known = steps.map(({ milestone, workingDays, after }) => ({
    milestone,
    workingDays,
    after,
    ...given(own.get(milestone)),
  }))
  const added = durations.filter(({ milestone }) => !steps.some((step) => step.milestone === milestone))
  return [...known, ...added.map(({ milestone, workingDays, after = [] }) => ({ milestone, workingDays, after }))]
}

function given(duration: Duration | undefined): Partial<TimedStep> {
  if (!duration) return {}
  const { workingDays, after } = duration
  return after ? { workingDays, after } : { workingDays }
}

/**
 * Reached, or a step of the spine that a later one implies: nobody waits for a permit behind a finished structure. What
 * was taken over ready-built was finished elsewhere.
 */
function isDone(milestone: Milestone, { reached, takenOver }: Pick<Construction, 'reached' | 'takenOver'>): boolean {
  if (reached[milestone] !== undefined) return true
  const rank = spineRank(milestone)
  if (rank < 0) return false
  if (takenOver && rank <= spineRank('works-complete')) return true
  return (Object.keys(reached) as Milestone[]).some((other) => spineRank(other) > rank)
}
