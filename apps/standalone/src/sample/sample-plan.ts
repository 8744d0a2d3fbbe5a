import type { Milestone } from '@zhuji/contracts'
import { addDays, addMonths, type CalendarDate, daysBetween, type Fen, monthOf } from '@zhuji/kernel'

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

/** Of the time between planned start and need date; acceptance and moving in take the rest. */
export const BUILDING_SHARE = 0.75

/** Percent done at a share of the time, S-shaped, in tenths. */
export function curve(share: number): number {
  if (share >= 1) return 100
  return Math.round((3 * share ** 2 - 2 * share ** 3) * 1000) / 10
}

/** The budget over the months of building, along the same curve as the works. */
export function plannedInvestment(
  start: CalendarDate,
  buildingMonths: number,
  budgetFen: Fen,
): readonly { month: string; amountFen: Fen }[] {
  const doneBy = (month: number) => Math.round((budgetFen * curve(month / buildingMonths)) / 100)
  return Array.from({ length: Math.ceil(buildingMonths) }, (_, month) => ({
    month: monthOf(addMonths(start, month)),
    amountFen: doneBy(month + 1) - doneBy(month),
  }))
}
