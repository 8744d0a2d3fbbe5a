import {
  bookedBy,
  type BookedKind,
  type FundSource,
  type LedgerSum,
  ledgerSums,
  type Moving,
  paidFen as paidOf,
} from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'
import { balanceOfAccount, type KindTotals } from './accounts.js'

/** Entries that name no source of funds are kept apart: theirs is unknown, not another source's. */
export const NO_SOURCE = 'none'
/** `<source>` or, of one issue of bonds, `<source>/<batch>`: money of one pot pays for nothing of another. */
export type Pot = string
/** Totals of each kind of entry, of a size that follows the pots. Only what was ever booked: what is absent is 0. */
export type Balances = Readonly<Record<Pot, KindTotals>>

export interface PotName {
  readonly source?: FundSource | undefined
  readonly batch?: string | undefined
}

export function potOf({ source, batch }: PotName): Pot {
  return batch === undefined ? (source ?? NO_SOURCE) : `${source ?? NO_SOURCE}/${batch}`
}

export function potNameOf(pot: Pot): PotName {
  const [source = NO_SOURCE, ...batch] = pot.split('/')
  return {
    source: source === NO_SOURCE ? undefined : (source as FundSource),
    batch: batch.length === 0 ? undefined : batch.join('/'),
  }
}

/** What the books add up, in fen. Negative only where recorded history breaks a rule. */
export interface Balance extends Readonly<Record<LedgerSum, Fen>> {
  readonly quotaFen: Fen
  /** In place and not paid: what a payment can come from. */
  readonly cashFen: Fen
  /** Paid in advance and not yet taken off certified work. */
  readonly advancesFen: Fen
  /** Held back and not yet given back. */
  readonly retainedFen: Fen
  readonly settledFen: Fen
  readonly finalFen: Fen
}

/** Over all pots also what is owed: certified work often names no source, while payments do. */
export interface Total extends Balance {
  readonly payableFen: Fen
}

/** Throws a RangeError when a total would leave the exact range. */
export function moved(balances: Balances, posted: Moving & PotName): Balances {
  const booked = bookedBy(posted)
  if (!booked) throw new Error('a reversal names the entry it takes back')
  const pot = potOf(posted)
  const fen = (balances[pot]?.[booked.kind] ?? 0) + booked.fen
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${pot} ${booked.kind} is not an exact amount in fen: ${fen}`)
  return { ...balances, [pot]: { ...balances[pot], [booked.kind]: fen } }
}

export function balanceOf(balances: Balances, pot: Pot): Balance {
  return balanceFrom(balances[pot] ?? {})
}

export function totalOf(balances: Balances): Total {
  const totals: Partial<Record<BookedKind, Fen>> = {}
  for (const pot of Object.values(balances)) {
    for (const [kind, fen] of Object.entries(pot) as [BookedKind, Fen][]) totals[kind] = (totals[kind] ?? 0) + fen
  }
  return totalFrom(totals)
}

export function totalFrom(totals: KindTotals): Total {
  return { ...balanceFrom(totals), payableFen: 0 - balanceOfAccount(totals, 'payable') }
}

export function balanceFrom(totals: KindTotals): Balance {
  return {
    ...ledgerSums(totals),
    quotaFen: totals.quota ?? 0,
    cashFen: balanceOfAccount(totals, 'cash'),
    advancesFen: balanceOfAccount(totals, 'advances'),
    retainedFen: 0 - balanceOfAccount(totals, 'retained'),
    settledFen: totals.settlement ?? 0,
    finalFen: totals['final-accounts'] ?? 0,
  }
}

/** What has left for good: all payments less what came back. */
export function paidFen(balance: Balance): Fen {
  return paidOf(balance)
}
