import { type BookedKind, type LedgerAccount, ledgerAccountIds } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'

/**
 * What a kind of entry means in the books: the account it debits and the one it credits. Whatever is posted, both sides
 * move by the same amount, so the trial balance is zero at any time, over any projects and sources.
 */
const pairs: Readonly<Record<BookedKind, readonly [debit: LedgerAccount, credit: LedgerAccount]>> = {
  allocation: ['plan', 'plan-issued'],
  quota: ['quota', 'quota-issued'],
  'funds-in-place': ['cash', 'funding'],
  commitment: ['contracts', 'committed'],
  change: ['contracts', 'committed'],
  'certified-work': ['works', 'payable'],
  disbursement: ['payable', 'cash'],
  advance: ['advances', 'cash'],
  recovery: ['payable', 'advances'],
  retention: ['payable', 'retained'],
  release: ['retained', 'cash'],
  refund: ['cash', 'payable'],
  'transfer-out': ['in-transit', 'cash'],
  'transfer-in': ['cash', 'in-transit'],
  settlement: ['settled', 'settlement'],
  'final-accounts': ['final', 'final-accounts'],
  'surplus-return': ['funding', 'cash'],
}

/** Totals by kind of entry, reversals taken off. */
export type KindTotals = Readonly<Partial<Record<BookedKind, Fen>>>

export interface AccountBalance {
  readonly account: LedgerAccount
  readonly debitFen: Fen
  readonly creditFen: Fen
}

/** 试算平衡表. A kind whose entries were taken back beyond what was posted stands on the other side. */
export function trialBalance(totals: KindTotals): readonly AccountBalance[] {
  const debit = new Map<LedgerAccount, Fen>()
  const credit = new Map<LedgerAccount, Fen>()
  const add = (side: Map<LedgerAccount, Fen>, account: LedgerAccount, fen: Fen) =>
    side.set(account, (side.get(account) ?? 0) + fen)
  for (const [kind, fen] of Object.entries(totals) as [BookedKind, Fen][]) {
    const [debited, credited] = fen < 0 ? pairs[kind].toReversed() : pairs[kind]
    add(debit, debited, Math.abs(fen))
    add(credit, credited, Math.abs(fen))
  }
  return ledgerAccountIds.map((account) => ({
    account,
    debitFen: debit.get(account) ?? 0,
    creditFen: credit.get(account) ?? 0,
  }))
}

/** By account, which kinds move it and which way. */
const movesOf = new Map<LedgerAccount, readonly (readonly [BookedKind, 1 | -1])[]>(
  ledgerAccountIds.map((account) => {
    const kinds = Object.keys(pairs) as BookedKind[]
    const on = (side: 0 | 1, sign: 1 | -1) =>
      kinds.filter((kind) => pairs[kind][side] === account).map((kind) => [kind, sign] as const)
    return [account, [...on(0, 1), ...on(1, -1)]]
  }),
)

/** Debit less credit of one account: cash is what is there, of a debt the negative is what is owed. */
export function balanceOfAccount(totals: KindTotals, account: LedgerAccount): Fen {
  let fen = 0
  for (const [kind, sign] of movesOf.get(account)!) fen += sign * (totals[kind] ?? 0)
  return fen
}
