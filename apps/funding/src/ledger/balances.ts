import type { BookedKind, FundSource } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'

/** What the books add up, in fen. Negative only where recorded history breaks a rule. */
export interface Balance {
  readonly allocatedFen: Fen
  readonly inPlaceFen: Fen
  readonly committedFen: Fen
  readonly certifiedFen: Fen
  readonly disbursedFen: Fen
  readonly refundedFen: Fen
}
export type Column = keyof Balance

/**
 * Which columns an entry moves, and which way. A new kind of entry states its effect here (a retention lowers one column
 * and raises another) and every balance, rule and reversal follows.
 */
export const effects: Readonly<Record<BookedKind, Partial<Readonly<Record<Column, 1 | -1>>>>> = {
  allocation: { allocatedFen: 1 },
  'funds-in-place': { inPlaceFen: 1 },
  commitment: { committedFen: 1 },
  'certified-work': { certifiedFen: 1 },
  disbursement: { disbursedFen: 1 },
  refund: { refundedFen: 1 },
  quota: {},
  change: { committedFen: 1 },
  advance: { disbursedFen: 1 },
  recovery: {},
  retention: {},
  release: { disbursedFen: 1 },
  'transfer-out': { inPlaceFen: -1 },
  'transfer-in': { inPlaceFen: 1 },
  settlement: {},
  'final-accounts': {},
  'surplus-return': { inPlaceFen: -1 },
}

export const noBalance: Balance = {
  allocatedFen: 0,
  inPlaceFen: 0,
  committedFen: 0,
  certifiedFen: 0,
  disbursedFen: 0,
  refundedFen: 0,
}
export const columns = Object.keys(noBalance) as readonly Column[]

/** Entries that name no source of funds are kept apart: theirs is unknown, not another source's. */
export const NO_SOURCE = 'none'
export type Pot = FundSource | typeof NO_SOURCE
/** Only what was ever booked: absent columns and sources are 0. */
export type Balances = Readonly<Partial<Record<Pot, Readonly<Partial<Balance>>>>>

export interface Movement {
  readonly entry: BookedKind
  readonly source: FundSource | undefined
  readonly amountFen: Fen
  /** -1 takes an earlier entry back. */
  readonly direction: 1 | -1
}

/** Throws a RangeError when a balance would leave the exact range. */
export function moved(balances: Balances, { entry, source, amountFen, direction }: Movement): Balances {
  const pot = source ?? NO_SOURCE
  const balance: Partial<Record<Column, Fen>> = { ...balances[pot] }
  for (const [column, sign] of Object.entries(effects[entry]) as [Column, 1 | -1][]) {
    const sum = (balance[column] ?? 0) + sign * direction * amountFen
    if (!Number.isSafeInteger(sum)) throw new RangeError(`${pot} ${column} is not an exact amount in fen: ${sum}`)
    balance[column] = sum
  }
  return { ...balances, [pot]: balance }
}

export function balanceOf(balances: Balances, pot: Pot): Balance {
  return { ...noBalance, ...balances[pot] }
}

export function totalOf(balances: Balances): Balance {
  const total: Record<Column, Fen> = { ...noBalance }
  for (const balance of Object.values(balances)) for (const column of columns) total[column] += balance[column] ?? 0
  return total
}

/** What has left for good: payments less what came back. */
export function paidFen({ disbursedFen, refundedFen }: Balance): Fen {
  return disbursedFen - refundedFen
}
