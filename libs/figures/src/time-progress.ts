import { addDays, type CalendarDate } from '@zhuji/kernel'
import { rounded } from './exact.js'
import type { PlannedMonth } from './planned-value.js'

/** Months of the day's year that are over at its end: a month is over on its last day. */
export function monthsOver(day: CalendarDate): number {
  const month = Number(day.slice(5, 7))
  return addDays(day, 1).slice(0, 7) === day.slice(0, 7) ? month - 1 : month
}

/**
 * 序时进度: what the plan has for the months of the year that are over, per its whole year; months per twelve where it has
 * none for this year. Other years of the plan do not count.
 */
export function timeProgressParts(
  day: CalendarDate,
  plan: readonly PlannedMonth[] = [],
): { readonly numerator: number; readonly denominator: number } {
  const year = plan.filter(({ month }) => month.slice(0, 4) === day.slice(0, 4))
  const over = monthsOver(day)
  const planned = sum(year)
  if (planned === 0) return { numerator: over, denominator: 12 }
  return { numerator: sum(year.filter(({ month }) => Number(month.slice(5, 7)) <= over)), denominator: planned }
}

export interface AgainstTime {
  /** 序时差: completion rate less time progress. */
  readonly points: number
  /** Completion rate / time progress; null while nothing of the year is due. */
  readonly ratio: number | null
}

export function againstTime(completionPercent: number, timeProgress: number): AgainstTime {
  return {
    points: rounded(completionPercent - timeProgress),
    ratio: timeProgress > 0 ? rounded(completionPercent / timeProgress) : null,
  }
}

function sum(months: readonly PlannedMonth[]): number {
  return months.reduce((total, { amountFen }) => total + amountFen, 0)
}
