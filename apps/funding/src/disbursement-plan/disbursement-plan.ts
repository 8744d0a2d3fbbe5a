import { type DataOf, DisbursementPlanned, type NewEvent } from '@zhuji/contracts'
import { type CalendarDate, refuse } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'

/** 支付计划: what is to be paid of a project, by month and source. Each version stays; a later one says why it came. */
export type PlannedMonth = DataOf<typeof DisbursementPlanned>['months'][number]

export interface DisbursementPlan {
  /** 0 until the first. */
  readonly planVersion: number
  readonly months: readonly PlannedMonth[]
}

export const disbursementPlanStream = (projectId: string): string => `disbursement-plan/${projectId}`

export const disbursementPlanDecider: Decider<DisbursementPlan> = {
  stateVersion: 1,
  initial: () => ({ planVersion: 0, months: [] }),
  evolve: (plan, { type, data }) => {
    if (type !== DisbursementPlanned.type) return plan
    const { planVersion, months } = data as DataOf<typeof DisbursementPlanned>
    return { planVersion, months }
  },
}

export interface PlanRequest {
  readonly projectId: string
  readonly months: readonly PlannedMonth[]
  readonly reason?: string
  readonly occurredOn: CalendarDate
}

/** The plan that is in force told again is the same one. */
export function planDisbursement(
  plan: DisbursementPlan,
  { projectId, months, reason, occurredOn }: PlanRequest,
  { today }: { readonly today: CalendarDate },
): readonly NewEvent[] {
  const places = months.map(placeOf)
  const twice = months.find((month, index) => places.indexOf(placeOf(month)) !== index)
  if (twice) refuse('month-planned-twice', { month: twice.month, source: twice.source }, 'months')
  const inOrder = months.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
  if (JSON.stringify(inOrder) === JSON.stringify(plan.months)) return []
  if (occurredOn > today) refuse('entry-in-future', { occurredOn, today }, 'occurredOn')
  const { planVersion } = plan
  if (planVersion > 0 && reason === undefined) refuse('plan-reason-missing', { planVersion }, 'reason')
  const why = planVersion > 0 ? { reason } : {}
  return [DisbursementPlanned({ projectId, planVersion: planVersion + 1, months: inOrder, ...why }, occurredOn)]
}

const placeOf = ({ month, source }: PlannedMonth): string => `${month} ${source}`
