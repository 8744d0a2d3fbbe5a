import {
  type Milestone,
  MilestoneReached,
  type NewEvent,
  ProgressReported,
  sameStanding,
  StandingMoved,
  standingOf,
  WorkStopped,
} from '@zhuji/contracts'
import { constructionDecider } from './construction.js'
import type { Occasion } from './occasion.js'

export const projectId = '0198b9a0-0000-7000-8000-000000000001'
export const reportId = '0198b9a0-0000-7000-8000-0000000000a1'
export const TODAY = '2026-12-31'

/** A fact told today about a day; nothing is cancelled and nothing comes from an import unless said. */
export function told(occurredOn: string, more: Partial<Occasion> = {}): Occasion {
  const usual = { projectId, today: TODAY, fromHistory: false, cancelledOn: null, newId: () => reportId }
  return { ...usual, occurredOn, ...more }
}

export const reached = (milestone: Milestone, on: string): NewEvent =>
  MilestoneReached({ projectId, milestone, evidence: [] }, on)

export const reported = (physicalPercent: number, on: string, completedInvestmentFen?: number): NewEvent =>
  ProgressReported({ projectId, reportId, physicalPercent, completedInvestmentFen, evidence: [] }, on)

export const stopped = (on: string): NewEvent => WorkStopped({ projectId, halt: 'stopped', reason: '施工单位退场' }, on)

/** The facts as the log has them: each move of the standing right behind its cause. */
export function logged(...facts: readonly NewEvent[]): NewEvent[] {
  const log: NewEvent[] = []
  let construction = constructionDecider.initial()
  for (const fact of facts) {
    construction = constructionDecider.evolve(construction, fact)
    log.push(fact)
    const from = construction.standing
    const to = standingOf(construction)
    if (sameStanding(from, to)) continue
    const move = StandingMoved({ projectId, from, to }, fact.occurredOn)
    construction = constructionDecider.evolve(construction, move)
    log.push(move)
  }
  return log
}

export const aSiteUnderConstruction = (): NewEvent[] => logged(reached('start', '2026-03-01'))
export const aStoppedSite = (): NewEvent[] => logged(reached('start', '2026-03-01'), stopped('2026-06-01'))
