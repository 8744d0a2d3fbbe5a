import type { Milestone } from '@zhuji/contracts'
import { addDays, type CalendarDate, daysBetween } from '@zhuji/kernel'

const shares: readonly (readonly [Milestone, number])[] = [
  ['start', 0],
  ['foundation', 0.2],
  ['structure', 0.42],
  ['topping-out', 0.53],
  ['fitting-out', 0.68],
  ['works-complete', 0.9],
  ['acceptance', 0.94],
  ['in-use', 1],
]

/** The sample's baseline: the usual order, in proportion between planned start and need date. */
export function planSteps(
  start: CalendarDate,
  need: CalendarDate,
): readonly { milestone: Milestone; plannedOn: CalendarDate }[] {
  const days = daysBetween(start, need)
  return shares.map(([milestone, share]) => ({ milestone, plannedOn: addDays(start, Math.round(days * share)) }))
}
