import { type DataOf, LedgerEntryPosted, type LedgerEntryKind } from '@zhuji/contracts'
import type { Card, LedgerSumName } from './card.js'
import type { Fact } from './fact.js'

type Entry = DataOf<typeof LedgerEntryPosted>

/** Which sum an entry moves; a reversal moves the sum of the entry it takes back. */
const sumOf: Readonly<Record<Exclude<LedgerEntryKind, 'reversal'>, LedgerSumName>> = {
  allocation: 'allocatedFen',
  'funds-in-place': 'inPlaceFen',
  commitment: 'committedFen',
  'certified-work': 'certifiedFen',
  disbursement: 'disbursedFen',
  refund: 'refundedFen',
}

export const UNSTATED_SOURCE = 'unstated'

export function foldFunding(card: Card, fact: Fact): Card {
  if (fact.type !== LedgerEntryPosted.type) return card
  const entry = fact.data as Entry
  const sum = movedSum(entry)
  if (sum === undefined) return card
  const change = entry.entry === 'reversal' ? -entry.amountFen : entry.amountFen
  const source = entry.source ?? UNSTATED_SOURCE
  const before = card.detail.sources[source] ?? {}
  const sources = { ...card.detail.sources, [source]: { ...before, [sum]: (before[sum] ?? 0) + change } }
  return { ...card, [sum]: card[sum] + change, detail: { ...card.detail, sources } }
}

/** Undefined only for a reversal that does not say what it reverses: there is no sum it could move. */
export function movedSum(entry: Pick<Entry, 'entry' | 'reverses'>): LedgerSumName | undefined {
  const kind = entry.entry === 'reversal' ? entry.reverses?.entry : entry.entry
  return kind === undefined || kind === 'reversal' ? undefined : sumOf[kind]
}
