import { rounded } from './exact.js'

export interface EarnedScheduleInputs {
  /** Planned value at the end of each period, cumulative, never falling; the last one is the whole budget. In fen. */
  readonly plannedValues: readonly number[]
  /** Earned value, in fen. */
  readonly earnedValue: number
  /** Periods since the plan's start, with fractions. */
  readonly elapsedPeriods: number
}

/** In periods of the plan; null where a guard says that it is not defined. */
export interface EarnedSchedule {
  readonly earned: number
  readonly elapsed: number
  readonly plannedDuration: number
  readonly performance: number | null
  readonly estimatedDuration: number | null
}

/** Null without a plan that plans anything. */
export function earnedScheduleOf(inputs: EarnedScheduleInputs): EarnedSchedule | null {
  const { plannedValues, earnedValue, elapsedPeriods } = inputs
  const budget = plannedValues.at(-1) ?? 0
  if (budget <= 0) return null
  const plannedDuration = plannedValues.length
  const earned = earnedPeriods(plannedValues, earnedValue)
  // Nothing has elapsed: there is nothing to be ahead of or behind.
  const performance = elapsedPeriods > 0 ? earned / elapsedPeriods : null
  return {
    earned: rounded(earned),
    elapsed: rounded(elapsedPeriods),
    plannedDuration,
    performance: performance === null ? null : rounded(performance),
    estimatedDuration: performance ? rounded(plannedDuration / performance) : null,
  }
}

function earnedPeriods(plannedValues: readonly number[], earnedValue: number): number {
  const budget = plannedValues.at(-1)!
  if (earnedValue >= budget) return plannedValues.length
  const whole = plannedValues.filter((value) => earnedValue >= value).length
  const before = whole === 0 ? 0 : plannedValues[whole - 1]!
  const segment = plannedValues[whole]! - before
  return segment > 0 ? whole + Math.max(0, earnedValue - before) / segment : whole
}
