import type { DataOf, LedgerEntryPosted } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'

/**
 * The books added up once more, from the entries alone and by a rule of our own: what the service that keeps them adds up
 * must come to the same.
 */
export type Sums = Partial<Record<Column, Fen>>

const columnOf = {
  allocation: 'allocated_fen',
  'funds-in-place': 'in_place_fen',
  commitment: 'committed_fen',
  'certified-work': 'certified_fen',
  disbursement: 'disbursed_fen',
  refund: 'refunded_fen',
} as const

export type Column = (typeof columnOf)[keyof typeof columnOf]
export const columns: readonly Column[] = Object.values(columnOf)

export function post(sums: Sums, { entry, amountFen, reverses }: DataOf<typeof LedgerEntryPosted>): void {
  const kind = entry === 'reversal' ? reverses?.entry : entry
  if (kind === undefined || kind === 'reversal') return
  const column = columnOf[kind]
  sums[column] = (sums[column] ?? 0) + (entry === 'reversal' ? -amountFen : amountFen)
}

/** `allocated_fen` as the ledger's own state calls it. */
export function stateName(column: Column): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
