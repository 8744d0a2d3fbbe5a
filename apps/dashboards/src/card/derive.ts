import { paidFen as paidOf, statusOf } from '@zhuji/contracts'
import { gapOf, idleLots, planOfYear, plannedStart, slipDays } from '@zhuji/figures'
import type { Card, IdleLots, InvestmentByYear, Pot } from './card.js'
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
    idleLots: idleLotsOf(card.detail.pots ?? {}),
    investmentByYear: investmentByYear(card),
    agreedFen,
    paidPercent,
    gapPoints: points,
    slipDays: slipDays(card),
  }
}

function idleLotsOf(pots: Readonly<Record<string, Pot>>): IdleLots {
  const lots: Record<string, Record<string, number>> = {}
  for (const pot of Object.keys(pots).toSorted()) {
    const { cameIn, leftFen } = pots[pot]!
    for (const { inPlaceOn, fen } of idleLots(Object.values(cameIn), leftFen)) {
      const byDay = (lots[pot] ??= {})
      byDay[inPlaceOn] = (byDay[inPlaceOn] ?? 0) + fen
    }
  }
  return lots
}

function investmentByYear({ detail: { baselines, completedByYear = {} } }: Card): InvestmentByYear {
  const plan = baselines.at(-1)?.investment ?? []
  const years = new Set([...plan.map(({ month }) => month.slice(0, 4)), ...Object.keys(completedByYear)])
  return Object.fromEntries(
    [...years].toSorted().map((year) => {
      const [plannedFen, completedFen] = [planOfYear(plan, year), completedByYear[year]]
      return [year, { ...(plannedFen !== null && { plannedFen }), ...(completedFen !== undefined && { completedFen }) }]
    }),
  )
}
