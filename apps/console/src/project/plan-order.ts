import { milestones, spineRank, type Milestone } from '@zhuji/contracts'
import type { PlanRow } from '../api/types.js'

function dayOf({ plannedOn, reachedOn, forecastOn }: PlanRow): string {
  return reachedOn ?? plannedOn ?? forecastOn ?? '9999-12-31'
}

/** The spine in the order of building; what belongs to a kind of facility stands where its day falls. */
export function inOrder(plan: readonly PlanRow[]): readonly PlanRow[] {
  const rank = ({ milestone }: PlanRow) => (milestone in milestones ? spineRank(milestone as Milestone) : -1)
  const rows = plan.filter((row) => rank(row) >= 0).sort((one, other) => rank(one) - rank(other))
  const tails = plan.filter((row) => rank(row) < 0).sort((one, other) => dayOf(one).localeCompare(dayOf(other)))
  for (const tail of tails) {
    const place = rows.findIndex((row) => dayOf(row) > dayOf(tail))
    rows.splice(place < 0 ? rows.length : place, 0, tail)
  }
  return rows
}
