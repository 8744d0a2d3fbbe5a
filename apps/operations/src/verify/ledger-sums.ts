import type { DataOf, LedgerEntryPosted } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'

export type Entry = DataOf<typeof LedgerEntryPosted>

/**
 * The books added up once more, from the entries alone and by a rule of our own: what the service that keeps them adds up
 * must come to the same. By kind of entry, what was taken back off the kind it takes back.
 */
export type Totals = Record<string, Fen>

export function post(totals: Totals, { entry, amountFen, reverses, decreases }: Entry): void {
  const kind = reverses?.entry ?? entry
  const lowers = (reverses !== undefined) !== (decreases === true)
  totals[kind] = (totals[kind] ?? 0) + (lowers ? -amountFen : amountFen)
}

/** The dashboards' columns: the kinds that raise each, and those that lower it. */
const made = {
  allocated_fen: [['allocation'], []],
  in_place_fen: [
    ['funds-in-place', 'transfer-in'],
    ['transfer-out', 'surplus-return'],
  ],
  committed_fen: [['commitment', 'change'], []],
  certified_fen: [['certified-work'], []],
  disbursed_fen: [['disbursement', 'advance', 'release'], []],
  refunded_fen: [['refund'], []],
} as const satisfies Record<string, readonly [readonly string[], readonly string[]]>
export type Column = keyof typeof made
export const columns = Object.keys(made) as readonly Column[]

export function columnOf(column: Column, totals: Totals): Fen {
  const sum = (kinds: readonly string[]) => kinds.reduce((fen, kind) => fen + (totals[kind] ?? 0), 0)
  const [raising, lowering] = made[column]
  return sum(raising) - sum(lowering)
}

/**
 * The accounts, each with the kinds that stand on its debit and on its credit side: said by account, where the service
 * says it by kind, so that one forgotten on either side shows as a trial balance that is not zero.
 */
const sides: Readonly<Record<string, readonly [debit: readonly string[], credit: readonly string[]]>> = {
  plan: [['allocation'], []],
  'plan-issued': [[], ['allocation']],
  quota: [['quota'], []],
  'quota-issued': [[], ['quota']],
  cash: [
    ['funds-in-place', 'refund', 'transfer-in'],
    ['disbursement', 'advance', 'release', 'transfer-out', 'surplus-return'],
  ],
  funding: [['surplus-return'], ['funds-in-place']],
  contracts: [['commitment', 'change'], []],
  committed: [[], ['commitment', 'change']],
  works: [['certified-work'], []],
  payable: [
    ['disbursement', 'recovery', 'retention'],
    ['certified-work', 'refund'],
  ],
  advances: [['advance'], ['recovery']],
  retained: [['release'], ['retention']],
  'in-transit': [['transfer-out'], ['transfer-in']],
  settled: [['settlement'], []],
  settlement: [[], ['settlement']],
  final: [['final-accounts'], []],
  'final-accounts': [[], ['final-accounts']],
}
export const accounts = Object.keys(sides)
const known = new Set(Object.values(sides).flat(2))

/** Debit less credit of one account. */
export function standingOf(account: string, totals: Totals): Fen {
  const sum = (kinds: readonly string[]) => kinds.reduce((fen, kind) => fen + (totals[kind] ?? 0), 0)
  const [debit, credit] = sides[account]!
  return sum(debit) - sum(credit)
}

/** Debit less credit over all accounts: zero, whatever was posted. A kind that no account has stands on one side alone. */
export function differenceOf(totals: Totals): Fen {
  const strange = Object.keys(totals).filter((kind) => !known.has(kind))
  return [...accounts.map((account) => standingOf(account, totals)), ...strange.map((kind) => totals[kind]!)].reduce(
    (sum, fen) => sum + fen,
    0,
  )
}
