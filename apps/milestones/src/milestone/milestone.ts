import { type DataOf, type Milestone, MilestoneCorrected, MilestoneReached, type NewEvent } from '@zhuji/contracts'
import { type CalendarDate, refuse } from '@zhuji/kernel'
import type { Construction } from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'
import { refuseBuiltElsewhere } from '../takeover/takeover.js'

type Reached = DataOf<typeof MilestoneReached>
export type ReachRequest = Pick<Reached, 'milestone' | 'text' | 'evidence'>

/**
 * What physics orders: nothing tops out before it has a foundation. The rest of the spine is an order of administration
 * that life does not keep (a permit after the start, the accounts after the opening day); such days are facts too.
 */
const physicalOrder: readonly Milestone[] = ['start', 'foundation', 'structure', 'topping-out', 'works-complete']

/** A milestone is reached once. Milestones may be left out: a building taken over ready-made was never started. */
export function reachMilestone(
  construction: Construction,
  { milestone, text, evidence }: ReachRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const reachedOn = construction.reached[milestone]
  if (reachedOn !== undefined && fromHistory && reachedOn === occurredOn) return []
  if (reachedOn !== undefined) {
    refuse('milestone-already-reached', { milestone, reachedOn, correctWith: 'correct-milestone' }, 'milestone')
  }
  if (!fromHistory) {
    refuseBuiltElsewhere(construction, milestone)
    refuseAgainstPhysics(construction, { milestone, on: occurredOn, field: 'occurredOn' })
  }
  return record(construction, MilestoneReached({ projectId, milestone, text, evidence }, occurredOn), occasion)
}

export interface MilestoneCorrection {
  readonly milestone: Milestone
  /** Null: it was never reached. */
  readonly reachedOn: CalendarDate | null
  readonly reason: string
}

/** The only fact that may take a stage back. The day that is already known records nothing. */
export function correctMilestone(
  construction: Construction,
  { milestone, reachedOn, reason }: MilestoneCorrection,
  occasion: Occasion,
): readonly NewEvent[] {
  const { projectId, occurredOn, today, fromHistory } = occasion
  const previousOn = construction.reached[milestone]
  if (previousOn === undefined) return refuse('milestone-not-reached', { milestone }, 'milestone')
  if (previousOn === reachedOn) return []
  if (reachedOn !== null && reachedOn > today) refuse('reached-in-future', { reachedOn, today }, 'reachedOn')
  if (reachedOn !== null && !fromHistory) {
    refuseAgainstPhysics(construction, { milestone, on: reachedOn, field: 'reachedOn' })
  }
  const correction = { projectId, milestone, previousOn, reachedOn, reason }
  return record(construction, MilestoneCorrected(correction, occurredOn), occasion)
}

interface Claim {
  readonly milestone: Milestone
  readonly on: CalendarDate
  readonly field: string
}

function refuseAgainstPhysics({ reached }: Construction, { milestone, on, field }: Claim): void {
  const rank = physicalOrder.indexOf(milestone)
  if (rank < 0) return
  physicalOrder.forEach((other, otherRank) => {
    const otherOn = reached[other]
    if (otherOn === undefined || otherRank === rank) return
    const figures = { milestone, occurredOn: on, otherMilestone: other, otherReachedOn: otherOn }
    if (otherRank < rank && on < otherOn) refuse('milestone-before-earlier-one', figures, field)
    if (otherRank > rank && on > otherOn) refuse('milestone-after-later-one', figures, field)
  })
}
