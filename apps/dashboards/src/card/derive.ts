import { paidFen as paidOf, statusOf } from '@zhuji/contracts'
import { gapOf, plannedStart, slipDays } from '@zhuji/figures'
import type { Card } from './card.js'
import { registerWord } from './register-word.js'

/** The figures that follow from the fields of one card; everything unknown stays null. */
export function derive(card: Card): Card {
  const paidFen = paidOf(card)
  const { paidPercent, points, agreedFen } = gapOf({ ...card, paidFen })
  return {
    ...card,
    plannedStartOn: plannedStart(card.detail.milestones.start?.plannedOn, card.detail.registeredStartOn ?? null),
    status: statusOf(card, card.cancelled),
    registerWord: registerWord(card, card.cancelled),
    paidFen,
    agreedFen,
    paidPercent,
    gapPoints: points,
    slipDays: slipDays(card),
  }
}
