import type { BookedKind, LedgerEntryKind } from './funding.js'

/** What figures about money are made of, in fen. */
export const ledgerSumIds = [
  'allocatedFen',
  'inPlaceFen',
  'committedFen',
  'certifiedFen',
  'disbursedFen',
  'refundedFen',
] as const
export type LedgerSum = (typeof ledgerSumIds)[number]

/**
 * Which sum a kind of entry moves, and which way. _Disbursed_ is all that left for the works: payments, advances and
 * retention given back; what a recovery or a retention holds back was never paid. _In place_ is what has arrived and not
 * been moved on. Null where none of these sums is about it.
 */
const effects: Readonly<Record<BookedKind, readonly [LedgerSum, 1 | -1] | null>> = {
  allocation: ['allocatedFen', 1],
  quota: null,
  'funds-in-place': ['inPlaceFen', 1],
  commitment: ['committedFen', 1],
  change: ['committedFen', 1],
  'certified-work': ['certifiedFen', 1],
  disbursement: ['disbursedFen', 1],
  advance: ['disbursedFen', 1],
  recovery: null,
  retention: null,
  release: ['disbursedFen', 1],
  refund: ['refundedFen', 1],
  'transfer-out': ['inPlaceFen', -1],
  'transfer-in': ['inPlaceFen', 1],
  settlement: null,
  'final-accounts': null,
  'surplus-return': ['inPlaceFen', -1],
}

/** The part of an entry that says what it moves. */
export interface Moving {
  readonly entry: LedgerEntryKind
  readonly amountFen: number
  readonly decreases?: boolean | undefined
  readonly reverses?: { readonly entry: LedgerEntryKind } | undefined
}

/** The kind whose books an entry moves and by how much: a reversal takes back, a change may lower. Undefined for a reversal of nothing. */
export function bookedBy({
  entry,
  amountFen,
  decreases,
  reverses,
}: Moving): { readonly kind: BookedKind; readonly fen: number } | undefined {
  const kind = entry === 'reversal' ? reverses?.entry : entry
  if (kind === undefined || kind === 'reversal') return undefined
  return { kind, fen: (entry === 'reversal') === (decreases === true) ? amountFen : -amountFen }
}

/** The sums of these totals by kind. */
export function ledgerSums(byKind: Readonly<Partial<Record<BookedKind, number>>>): Readonly<Record<LedgerSum, number>> {
  const sums = Object.fromEntries(ledgerSumIds.map((sum) => [sum, 0])) as Record<LedgerSum, number>
  for (const [kind, effect] of Object.entries(effects) as [BookedKind, (typeof effects)[BookedKind]][]) {
    if (effect) sums[effect[0]] += effect[1] * (byKind[kind] ?? 0)
  }
  return sums
}

/** Which of the sums an entry moves and by how much; undefined when none. */
export function sumMovedBy(entry: Moving): { readonly sum: LedgerSum; readonly fen: number } | undefined {
  const booked = bookedBy(entry)
  const effect = booked && effects[booked.kind]
  return effect ? { sum: effect[0], fen: effect[1] * booked.fen } : undefined
}

/** What has left for good: all that was paid, less what came back. */
export function paidFen({
  disbursedFen,
  refundedFen,
}: Pick<Record<LedgerSum, number>, 'disbursedFen' | 'refundedFen'>): number {
  return disbursedFen - refundedFen
}
