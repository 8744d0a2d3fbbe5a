import {
  type DataOf,
  MilestoneCorrected,
  MilestoneReached,
  LedgerEntryPosted,
  ProgressCorrected,
  ProgressReported,
  sumMovedBy,
  type TargetMeasure,
  WorkResumed,
  WorkStopped,
} from '@zhuji/contracts'
import type { TargetLine } from './programme-versions.projection.js'
import { isFlow } from './target-members.js'

/** What one fact adds to a measure that counts amounts as they come, in fen; undefined where it says nothing about it. */
export function flowOf(measure: TargetMeasure, { type, data }: { type: string; data: unknown }): number | undefined {
  if (measure === 'investment') {
    if (type === ProgressReported.type) return (data as DataOf<typeof ProgressReported>).completedInvestmentFen
    if (type === ProgressCorrected.type) return (data as DataOf<typeof ProgressCorrected>).completedInvestmentChangeFen
    return undefined
  }
  if (measure !== 'funds-in-place' || type !== LedgerEntryPosted.type) return undefined
  const moved = sumMovedBy(data as DataOf<typeof LedgerEntryPosted>)
  return moved?.sum === 'inPlaceFen' ? moved.fen : undefined
}

/** What tells of the milestones and amounts that lines count. */
export const countedEvents = [
  ProgressReported,
  ProgressCorrected,
  LedgerEntryPosted,
  MilestoneReached,
  MilestoneCorrected,
  WorkStopped,
  WorkResumed,
]

/** Whether a fact is one of those that make a project count in a line, or not count any more. */
export function speaksOf(line: TargetLine, fact: { type: string; data: unknown }): boolean {
  if (isFlow(line)) return flowOf(line.measure, fact) !== undefined
  if (line.verb === 'resume') return fact.type === WorkStopped.type || fact.type === WorkResumed.type
  const isMilestone = fact.type === MilestoneReached.type || fact.type === MilestoneCorrected.type
  return (
    isMilestone &&
    (fact.data as DataOf<typeof MilestoneReached>).milestone === (line.verb === 'open' ? 'opened' : line.verb)
  )
}
