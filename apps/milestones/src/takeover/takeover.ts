import { buildMilestones, type DataOf, type Milestone, type NewEvent, WorkTakenOver } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import type { Construction } from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'

export type TakeoverRequest = Omit<DataOf<typeof WorkTakenOver>, 'projectId'>

/** 回收: a facility comes ready-built, once. One that was begun here was not built elsewhere. */
export function takeOver(
  construction: Construction,
  { from, text, evidence }: TakeoverRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const { takenOver, reached } = construction
  if (takenOver) refuse('already-taken-over', { since: takenOver.on, from: takenOver.from })
  const milestone = buildMilestones.find((one) => reached[one] !== undefined)
  if (milestone && !fromHistory) refuse('built-here', { milestone, reachedOn: reached[milestone]! })
  return record(construction, WorkTakenOver({ projectId, from, text, evidence }, occurredOn), occasion)
}

/** Nothing of the building is reached here afterwards. */
export function refuseBuiltElsewhere({ takenOver }: Construction, milestone: Milestone): void {
  if (!takenOver || !buildMilestones.includes(milestone)) return
  refuse('taken-over-ready-built', { milestone, since: takenOver.on, from: takenOver.from }, 'milestone')
}
