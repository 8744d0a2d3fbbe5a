import { type DataOf, LedgerEntryPosted, sumMovedBy } from '@zhuji/contracts'
import type { Card } from './card.js'
import type { Fact } from './fact.js'

export const UNSTATED_SOURCE = 'unstated'

export function foldFunding(card: Card, fact: Fact): Card {
  if (fact.type !== LedgerEntryPosted.type) return card
  const entry = fact.data as DataOf<typeof LedgerEntryPosted>
  const moved = sumMovedBy(entry)
  if (!moved) return card
  const { sum, fen } = moved
  const source = entry.source ?? UNSTATED_SOURCE
  const before = card.detail.sources[source] ?? {}
  const sources = { ...card.detail.sources, [source]: { ...before, [sum]: (before[sum] ?? 0) + fen } }
  return { ...card, [sum]: card[sum] + fen, detail: { ...card.detail, sources } }
}
