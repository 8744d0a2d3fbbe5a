import type { Fen } from '@zhuji/kernel'
import type { PlannedMonth } from './disbursement-plan.js'

/** What was paid in a month from a source, refunds taken off. */
export interface PaidMonth {
  readonly month: string
  /** Null where a payment of history names none. */
  readonly source: string | null
  readonly paidFen: Fen
}

export interface SourceBeside {
  readonly source: string | null
  readonly plannedFen: Fen
  readonly paidFen: Fen
}

export interface MonthBeside extends Omit<SourceBeside, 'source'> {
  readonly month: string
  readonly plannedToDateFen: Fen
  readonly paidToDateFen: Fen
  readonly sources: readonly SourceBeside[]
}

/** The months of either, in order: what was planned beside what was paid, and both up to then. */
export function besideActual(planned: readonly PlannedMonth[], paid: readonly PaidMonth[]): readonly MonthBeside[] {
  let [plannedToDateFen, paidToDateFen] = [0, 0]
  return [...new Set([...planned, ...paid].map(({ month }) => month))].sort().map((month) => {
    const plannedHere = planned.filter((each) => each.month === month)
    const paidHere = paid.filter((each) => each.month === month)
    const names = [...new Set([...plannedHere, ...paidHere].map(({ source }) => source))]
    const sources = names.map((source) => ({
      source,
      plannedFen: sum(plannedHere.filter((each) => each.source === source).map(({ amountFen }) => amountFen)),
      paidFen: sum(paidHere.filter((each) => each.source === source).map(({ paidFen }) => paidFen)),
    }))
    const [plannedFen, paidFen] = [
      sum(sources.map((each) => each.plannedFen)),
      sum(sources.map((each) => each.paidFen)),
    ]
    plannedToDateFen += plannedFen
    paidToDateFen += paidFen
    return { month, plannedFen, paidFen, plannedToDateFen, paidToDateFen, sources }
  })
}

const sum = (amounts: readonly Fen[]): Fen => amounts.reduce((total, fen) => total + fen, 0)
