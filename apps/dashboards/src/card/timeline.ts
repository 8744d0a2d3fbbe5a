import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import { derive } from './derive.js'
import { cutOf, type Fact } from './fact.js'
import { foldCard, foldFact } from './fold-card.js'
import { eachLogInOrderOfDays } from './spans.js'

/** The card as it was known at the end of a day; it holds until the next row's day. */
export interface KnownCard {
  readonly knownOn: CalendarDate
  readonly card: Card
}

/**
 * What was known at the end of each day on which something became known. The card of day D is the fold, in the order of
 * the logs, of all facts known on or before D. An import may tell an older day after a newer one: such a fact is part of
 * the card of its own day and of every later one.
 */
export function timelineOf(projectId: string, facts: readonly Fact[]): readonly KnownCard[] {
  return facts.length === 0 ? [] : continued([], { projectId, earlier: [], facts })
}

/** Facts of one project, in the order in which they were taken in. */
export interface ToldFacts {
  readonly projectId: string
  /** Those of the timeline so far. */
  readonly earlier: readonly Fact[]
  /** At least one. */
  readonly facts: readonly Fact[]
}

/** The same timeline after more facts; rows that they do not touch stay the same objects. */
export function continued(timeline: readonly KnownCard[], told: ToldFacts): readonly KnownCard[] {
  const all = [...told.earlier, ...told.facts]
  return eachLogInOrderOfDays(all) ? foldedByDay(timeline, told, all) : foldedInto(timeline, told)
}

/**
 * Cards fold the facts of different logs in any order with the same result. Where each log told its days in their order,
 * which is nearly always, the order of days may therefore stand for that of the logs, and every fact is folded once.
 */
function foldedByDay(
  timeline: readonly KnownCard[],
  { projectId, facts }: ToldFacts,
  all: readonly Fact[],
): readonly KnownCard[] {
  const first = facts.reduce((day, { knownOn }) => (knownOn < day ? knownOn : day), facts[0]!.knownOn)
  const rows = timeline.filter(({ knownOn }) => knownOn < first)
  const anew = all.filter(({ knownOn }) => knownOn >= first).sort(byDay)
  let card = rows.at(-1)?.card ?? unknownCard(projectId)
  for (const [place, fact] of anew.entries()) {
    card = foldFact(card, fact)
    if (anew[place + 1]?.knownOn === fact.knownOn) continue
    card = derive(card)
    rows.push({ knownOn: fact.knownOn, card })
  }
  return rows
}

const byDay = (one: Fact, other: Fact): number =>
  one.knownOn < other.knownOn ? -1 : Number(one.knownOn > other.knownOn)

/** A log went back in its days: each fact is folded into its own day's card and into every later one. */
function foldedInto(timeline: readonly KnownCard[], { projectId, facts }: ToldFacts): readonly KnownCard[] {
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

/** True when facts are earlier in one of the clocks than the card, or than others of the batch: the past must be told anew. */
export function tellsThePast(card: Card | undefined, facts: readonly Fact[]): boolean {
  let [known, happened] = [card?.knownOn ?? '', card?.occurredOn ?? '']
  for (const fact of facts) {
    const cut = cutOf(fact)
    if (fact.knownOn < known || cut < happened) return true
    known = fact.knownOn
    happened = cut
  }
  return false
}
