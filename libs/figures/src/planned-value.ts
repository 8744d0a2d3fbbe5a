import { addDays, addMonths, type CalendarDate, daysBetween, type Fen } from '@zhuji/kernel'

/** Investment planned for one month, as the baseline in force has it. */
export interface PlannedMonth {
  /** `2026-06`. */
  readonly month: string
  readonly amountFen: Fen
}

/** Every month from the first to the last that has an amount, in order, with what is planned by its end. */
export function cumulatedPlan(months: readonly PlannedMonth[]): readonly PlannedMonth[] {
  const amounts = new Map<string, Fen>()
  for (const { month, amountFen } of months) {
    if (amountFen > 0) amounts.set(month, (amounts.get(month) ?? 0) + amountFen)
  }
  const named = [...amounts.keys()].toSorted()
  let planned = 0
  return monthsBetween(named[0], named.at(-1)).map((month) => {
    planned += amounts.get(month) ?? 0
    return { month, amountFen: planned }
  })
}

/** What is planned by the end of a day; within a month in proportion of its days. Null without a plan. */
export function plannedValueOn(months: readonly PlannedMonth[], day: CalendarDate): Fen | null {
  const plan = cumulatedPlan(months)
  if (plan.length === 0) return null
  const month = day.slice(0, 7)
  const before = plan.findLast((planned) => planned.month < month)?.amountFen ?? 0
  const within = plan.find((planned) => planned.month === month)
  return within ? before + Math.round((within.amountFen - before) * partOfMonth(day)) : before
}

/** Months from the first day of the plan to the end of a day, with the part of the last one; 0 before the plan begins. */
export function elapsedMonths(firstMonth: string, day: CalendarDate): number {
  const [month, first] = [day.slice(0, 7), firstMonth]
  if (month < first) return 0
  return monthNumber(month) - monthNumber(first) + partOfMonth(day)
}

/** The day on which so many months of a plan are over: the inverse of `elapsedMonths`. */
export function dayAfterMonths(firstMonth: string, months: number): CalendarDate {
  const begin = addMonths(`${firstMonth}-01`, Math.floor(months))
  const length = daysBetween(begin, addMonths(begin, 1))
  return addDays(begin, Math.round((months - Math.floor(months)) * length) - 1)
}

/** Both included, in order; none where either is missing. */
export function monthsBetween(first: string | undefined, last: string | undefined): readonly string[] {
  if (first === undefined || last === undefined || first > last) return []
  return Array.from({ length: monthNumber(last) - monthNumber(first) + 1 }, (_, index) =>
    addMonths(`${first}-01`, index).slice(0, 7),
  )
}

function partOfMonth(day: CalendarDate): number {
  const begin = `${day.slice(0, 7)}-01`
  return (daysBetween(begin, day) + 1) / daysBetween(begin, addMonths(begin, 1))
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
}
