import type { FacilityKind, Milestone } from '@zhuji/contracts'
import { type CalendarDate, DomainError } from '@zhuji/kernel'
import type { WorkingCalendar } from '../calendar/working-days.js'
import type { Construction, PlanStep } from '../construction/construction.js'
import type { Occasion } from '../construction/occasion.js'
import { derivedPlan, type Duration, planRequestOf, refuseTooLate } from './derived-plan.js'
import { type PlanRequest, stepsFromTemplate } from './plan.js'
import { leftOut, OWN_PLAN, templateOf } from './plan-templates.js'

/** A plan as it is asked for: step by step, in proportion of the time there is, or back from the need date. */
export interface AskedPlan {
  readonly template?: FacilityKind
  readonly steps?: readonly PlanStep[]
  readonly startOn?: CalendarDate
  readonly needOn?: CalendarDate
  readonly durations?: readonly Duration[]
  readonly leaveOut?: readonly Milestone[]
  readonly investment?: PlanRequest['investment']
  readonly reason?: string
}

interface Circumstances {
  readonly project: {
    readonly facilityKind: FacilityKind
    readonly plannedStartOn: CalendarDate | null
    readonly needOn: CalendarDate | null
  }
  readonly construction: Construction
  readonly occasion: Occasion
  /** Looked up when the plan is derived from the need date. */
  readonly calendar?: WorkingCalendar
}

export function planOf(asked: AskedPlan, circumstances: Circumstances): PlanRequest {
  return { ...scheduleOf(asked, circumstances), investment: asked.investment }
}

function scheduleOf(asked: AskedPlan, { project, construction, occasion, calendar }: Circumstances): PlanRequest {
  const { steps, durations, leaveOut = [], reason } = asked
  if (steps && durations) throw new DomainError('invalid', 'plan-given-twice', { field: 'durations' })
  if (steps) return { template: asked.template ?? OWN_PLAN, steps, reason }
  const template = templateOf(asked.template ?? project.facilityKind)
  const needOn = asked.needOn ?? project.needOn
  if (!durations || !calendar) {
    const period = { startOn: asked.startOn ?? project.plannedStartOn, needOn }
    return { template: template.id, steps: stepsFromTemplate(leftOut(template.steps, leaveOut), period), reason }
  }
  const request = { template, durations, leaveOut, needOn, from: occasion.occurredOn }
  const derived = derivedPlan(construction, request, calendar)
  if (!occasion.fromHistory) refuseTooLate(derived)
  return planRequestOf(derived, { template: template.id, reason })
}
