import type { CourseInputs } from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import type { Card } from '../card/card.js'

/** What the figures of a project's course are made of; the whole card, with its detail. */
export function courseOf(card: Card, day: CalendarDate): CourseInputs {
  const { approvedBudgetFen, physicalPercent, worksCompleteOn, certifiedFen, completedInvestmentFen, detail } = card
  return {
    day,
    budgetFen: approvedBudgetFen,
    physicalPercent,
    certifiedFen: certifiedFen === 0 ? null : certifiedFen,
    worksCompleteOn,
    plan: detail.baselines.at(-1)?.investment ?? [],
    completedOfYearFen: completedInvestmentFen === null ? null : (detail.completedByYear?.[day.slice(0, 4)] ?? 0),
  }
}
