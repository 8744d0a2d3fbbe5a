import type { Fen } from '@zhuji/kernel'
import { percentOfFen, rounded } from './exact.js'

export interface EarnedValueInputs {
  /** The approved budget. */
  readonly budgetFen: Fen | null
  readonly physicalPercent: number | null
  /** Planned value by the day asked for; null without a plan of investment by month. */
  readonly plannedFen: Fen | null
  /** Certified work; null where none was ever certified. */
  readonly certifiedFen: Fen | null
}

export interface EarnedValue {
  readonly earnedFen: Fen | null
  readonly plannedFen: Fen | null
  readonly certifiedFen: Fen | null
  readonly scheduleVarianceFen: Fen | null
  readonly costVarianceFen: Fen | null
  readonly schedulePerformance: number | null
  readonly costPerformance: number | null
  readonly estimateAtCompletionFen: Fen | null
}

export function earnedValueOf(inputs: EarnedValueInputs): EarnedValue {
  const { budgetFen, physicalPercent, plannedFen, certifiedFen } = inputs
  const earnedFen = budgetFen === null || physicalPercent === null ? null : percentOfFen(physicalPercent, budgetFen)
  const ratio = (divisor: Fen | null) => (earnedFen !== null && divisor ? earnedFen / divisor : null)
  const less = (amount: Fen | null) => (earnedFen === null || amount === null ? null : earnedFen - amount)
  const schedulePerformance = ratio(plannedFen)
  const costPerformance = ratio(certifiedFen)
  return {
    earnedFen,
    plannedFen,
    certifiedFen,
    scheduleVarianceFen: less(plannedFen),
    costVarianceFen: less(certifiedFen),
    schedulePerformance: schedulePerformance === null ? null : rounded(schedulePerformance),
    costPerformance: costPerformance === null ? null : rounded(costPerformance),
    estimateAtCompletionFen: costPerformance ? Math.round(budgetFen! / costPerformance) : null,
  }
}
