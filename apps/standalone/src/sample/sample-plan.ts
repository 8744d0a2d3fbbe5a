import type { Milestone } from '@zhuji/contracts'
import { addDays, type CalendarDate, daysBetween } from '@zhuji/kernel'

const shares: readonly (readonly [Milestone, number])[] = [
  ['foundation', 0.2],
  ['structure', 0.38],
  ['topping-out', 0.46],
  ['fitting-out', 0.58],
  ['works-complete', 0.8],
  ['acceptance', 0.84],
]

/** Works are reported by the month, so a step is planned a month after the day its share of the time falls on. */
const MONTH = 31

/** The sample's baseline: the usual order, in proportion between planned start and need date. */
export function planSteps(
  start: CalendarDate,
  need: CalendarDate,
): readonly { milestone: Milestone; plannedOn: CalendarDate }[] {
  const days = daysBetween(start, need)
  const steps = shares.map(([milestone, share]) => ({
    milestone,
    plannedOn: addDays(start, Math.round(days * share) + MONTH),
  }))
  return [{ milestone: 'start', plannedOn: start }, ...steps, { milestone: 'in-use', plannedOn: need }]
}
