/** What a plan back from the need date looks like, as the service answers. */
export interface Proposal {
  readonly needOn: string
  readonly from: string
  readonly shortByDays: number
  readonly earliestNeedOn: string
  readonly provisionalYears: readonly string[]
  readonly steps: readonly ProposedStep[]
}

export interface ProposedStep {
  readonly milestone: string
  readonly workingDays: number
  readonly after: readonly string[]
  readonly latestStartOn: string
  readonly latestFinishOn: string
  readonly floatDays: number
  readonly critical: boolean
  readonly late: boolean
}

type DerivedStep = Pick<ProposedStep, 'milestone' | 'latestStartOn' | 'floatDays' | 'critical'>

export interface BaselineInForce {
  readonly steps: readonly { readonly milestone: string; readonly plannedOn: string }[]
  /** Work planned to be put in place, by month. */
  readonly investment?: readonly { readonly month: string; readonly amountFen: number }[]
  /** When its days were derived from the need date. */
  readonly derivation?: Pick<Proposal, 'needOn' | 'provisionalYears'> & { readonly steps: readonly DerivedStep[] }
}

/** How this project differs from the template of its kind, as far as the page lets it be said. */
export interface PlanDraft {
  readonly needOn: string
  readonly workingDays: Readonly<Record<string, number>>
  readonly leaveOut: readonly string[]
  readonly reason: string
}

export function askedOf({ needOn, workingDays, leaveOut }: PlanDraft) {
  const durations = Object.entries(workingDays)
    .filter(([milestone]) => !leaveOut.includes(milestone))
    .map(([milestone, days]) => ({ milestone, workingDays: days }))
  return { ...(needOn === '' ? {} : { needOn }), durations, leaveOut }
}

/** The least float of all: how many working days the whole plan has to spare. */
export function spareDays({ steps }: Proposal): number {
  return Math.min(...steps.map(({ floatDays }) => floatDays))
}
