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
