import { statusOf } from '@zhuji/contracts'
import { daysBetween, type Fen } from '@zhuji/kernel'
import type { Card } from './card.js'
import { registerWord } from './register-word.js'

/** The figures that follow from the fields of one card; everything unknown stays null. */
export function derive(card: Card): Card {
  const paid = paidPercent(card)
  const known = paid !== null && card.physicalPercent !== null
  return {
    ...card,
    status: statusOf(card, card.cancelled),
    registerWord: registerWord(card, card.cancelled),
    paidPercent: paid,
    gapPoints: known ? rounded(paid - card.physicalPercent) : null,
    slipDays: slipDays(card),
  }
}

/** The agreed amount that payments are compared with: the approved budget, or what is committed where none is known. */
export function agreedFen(card: Card): Fen | null {
  return card.approvedBudgetFen ?? (card.committedFen > 0 ? card.committedFen : null)
}

/** Paid (disbursed less refunded) per hundred of the agreed amount, four decimals; null when nothing is agreed. */
export function paidPercent(card: Card): number | null {
  const agreed = agreedFen(card)
  if (agreed === null || agreed <= 0) return null
  return rounded(((card.disbursedFen - card.refundedFen) / agreed) * 100)
}

/**
 * Days between the completion first promised and the one now expected (or reached); negative when earlier. The first
 * baseline counts, because a new baseline must not make a slip disappear; without a plan, the first forecast.
 */
export function slipDays(card: Card): number | null {
  const promised = card.firstPlannedCompletionOn ?? card.firstForecastCompletionOn
  const expected = card.worksCompleteOn ?? card.forecastCompletionOn
  return promised === null || expected === null ? null : daysBetween(promised, expected)
}

/** Four decimals, the precision of reported percentages. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
