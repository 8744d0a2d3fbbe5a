import type { DataOf, LedgerEntryPosted } from '@zhuji/contracts'
import type { Fen } from '@zhuji/kernel'

/**
 * The books added up once more, from the entries alone and by a rule of our own: what the service that keeps them adds up
 * must come to the same.
 */
export type Sums = Partial<Record<Column, Fen>>

const added = {
  allocated_fen: ['allocation'],
  in_place_fen: ['funds-in-place', 'transfer-in'],
  committed_fen: ['commitment', 'change'],
  certified_fen: ['certified-work'],
  disbursed_fen: ['disbursement', 'advance', 'release'],
  refunded_fen: ['refund'],
} as const
const takenOff: Readonly<Record<string, Column>> = { 'transfer-out': 'in_place_fen', 'surplus-return': 'in_place_fen' }

export type Column = keyof typeof added
export const columns = Object.keys(added) as readonly Column[]
export type Entry = DataOf<typeof LedgerEntryPosted>

export function post(sums: Sums, { entry, amountFen, reverses, decreases }: Entry): void {
  const kind = reverses?.entry ?? entry
  const raised = columns.find((column) => (added[column] as readonly string[]).includes(kind))
  const column = raised ?? takenOff[kind]
  if (!column) return
  const lowers = [raised === undefined, reverses !== undefined, decreases === true].filter(Boolean).length % 2 === 1
  sums[column] = (sums[column] ?? 0) + (lowers ? -amountFen : amountFen)
}

/** `allocated_fen` as the ledger's own state calls it. */
export function stateName(column: Column): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
