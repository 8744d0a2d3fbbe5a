import { type DataOf, LedgerEntryPosted, type LedgerSum, sumMovedBy } from '@zhuji/contracts'
import type { Card, Pot } from './card.js'
import type { Fact } from './fact.js'

export const UNSTATED_SOURCE = 'unstated'

type Entry = DataOf<typeof LedgerEntryPosted>

export function foldFunding(card: Card, fact: Fact): Card {
  if (fact.type !== LedgerEntryPosted.type) return card
  const entry = fact.data as Entry
  const moved = sumMovedBy(entry)
  if (!moved) return card
  const { sum, fen } = moved
  const source = entry.source ?? UNSTATED_SOURCE
  const before = card.detail.sources[source] ?? {}
  const sources = { ...card.detail.sources, [source]: { ...before, [sum]: (before[sum] ?? 0) + fen } }
  const pots = withCash(card.detail.pots, fact, inHand[sum] * fen)
  return { ...card, [sum]: card[sum] + fen, detail: { ...card.detail, sources, ...(pots && { pots }) } }
}

/** How what is in hand follows a sum. */
const inHand: Readonly<Record<LedgerSum, 1 | 0 | -1>> = {
  allocatedFen: 0,
  inPlaceFen: 1,
  committedFen: 0,
  certifiedFen: 0,
  disbursedFen: -1,
  refundedFen: 1,
}

/** A reversal takes its entry back as if it had not been; of an entry that is not known it is money that came or left. */
function withCash(pots: Card['detail']['pots'], { data, occurredOn: inPlaceOn }: Fact, fen: number): typeof pots {
  if (fen === 0) return pots
  const { source = UNSTATED_SOURCE, batch, entry, entryId, reverses } = data as Entry
  const name = batch === undefined ? source : `${source}/${batch}`
  const { cameIn, leftFen } = pots?.[name] ?? { cameIn: {}, leftFen: 0 }
  return { ...pots, [name]: changed() }

  function changed(): Pot {
    if (reverses && cameIn[reverses.entryId]) {
      const { [reverses.entryId]: _, ...others } = cameIn
      return { cameIn: others, leftFen }
    }
    if (entry !== 'reversal' && fen > 0) return { cameIn: { ...cameIn, [entryId]: { inPlaceOn, fen } }, leftFen }
    return { cameIn, leftFen: leftFen - fen }
  }
}
