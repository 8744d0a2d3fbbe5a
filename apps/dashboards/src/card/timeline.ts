import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import type { Fact } from './fact.js'
import { foldCard } from './fold-card.js'

/** The card as it was known at the end of a day; it holds until the next row's day. */
export interface KnownCard {
  readonly knownOn: CalendarDate
  readonly card: Card
}

/**
 * What was known at the end of each day on which something became known. The card of day D is the fold, in the order of
 * the logs, of all facts known on or before D. An import may tell an older day after a newer one: such a fact is folded
 * into the card of its own day and into every later one, which is the same thing.
 */
export function timelineOf(projectId: string, facts: readonly Fact[]): readonly KnownCard[] {
  return continued([], facts, projectId)
}

/** The same timeline after more facts; rows that they do not touch stay the same objects. */
export function continued(
  timeline: readonly KnownCard[],
  facts: readonly Fact[],
  projectId: string,
): readonly KnownCard[] {
  const rows = [...timeline]
  const start = unknownCard(projectId)
  for (const fact of facts) takeIn(rows, fact, start)
  return rows
}

function takeIn(rows: KnownCard[], fact: Fact, start: Card): void {
  let index = rows.length
  while (index > 0 && rows[index - 1]!.knownOn >= fact.knownOn) index -= 1
  if (rows[index]?.knownOn !== fact.knownOn) {
    rows.splice(index, 0, { knownOn: fact.knownOn, card: rows[index - 1]?.card ?? start })
  }
  for (let later = index; later < rows.length; later += 1) {
    const { knownOn, card } = rows[later]!
    rows[later] = { knownOn, card: foldCard(card, fact) }
  }
}

/** True when a fact is known earlier than the card (or an earlier fact of the same batch): the past must be told anew. */
export function tellsThePast(card: Card | undefined, facts: readonly Fact[]): boolean {
  let last = card?.knownOn ?? ''
  for (const { knownOn } of facts) {
    if (knownOn < last) return true
    last = knownOn
  }
  return false
}
