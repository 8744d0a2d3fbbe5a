import type { CalendarDate } from '@zhuji/kernel'
import type { Card } from './card.js'
import { cutOf, type Fact } from './fact.js'
import { Past } from './past.js'

/** The past of a project from its facts in the order in which they were taken in, the same whatever the order in which the logs were heard. */
export function pastOf(projectId: string, facts: readonly Fact[]): Past {
  const past = Past.behind(projectId, undefined)
  tell(past, facts)
  return past
}

/** A past before and after more facts of it became known. */
export interface Retold {
  readonly before: Past
  readonly after: Past
}

/** What is known of the days in front of the first one that the facts reach is folded once, and is the same objects in both. */
export function retold(projectId: string, earlier: readonly Fact[], facts: readonly Fact[]): Retold {
  const first = facts.reduce((day, { knownOn }) => (knownOn < day ? knownOn : day), facts[0]!.knownOn)
  const before = pastOf(
    projectId,
    earlier.filter(({ knownOn }) => knownOn < first),
  )
  const after = before.copy()
  tell(before, earlier, first)
  tell(after, [...earlier, ...facts], first)
  return { before, after }
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

interface KnownDay {
  readonly knownOn: CalendarDate
  /** What became known on it. */
  readonly facts: readonly Fact[]
  /** Whether a log told one of them in front of what it had told for an earlier day. */
  readonly wentBack: boolean
}

/**
 * Cards fold the facts of different logs in any order with the same result, and those of one log in its own order. So what
 * became known on a day is folded behind what was known before, unless its log went back in its days.
 */
function tell(past: Past, all: readonly Fact[], from: CalendarDate = ''): void {
  for (const { knownOn, facts, wentBack } of daysOf(all)) {
    if (knownOn < from) continue
    if (wentBack) past.takeAnew(all.filter((fact) => fact.knownOn <= knownOn))
    else for (const fact of facts) past.take(fact)
    past.close(knownOn)
  }
}

function daysOf(all: readonly Fact[]): readonly KnownDay[] {
  const byDay = new Map<CalendarDate, (readonly [place: number, fact: Fact])[]>()
  for (const placed of all.entries()) {
    const day = byDay.get(placed[1].knownOn)
    if (day) day.push(placed)
    else byDay.set(placed[1].knownOn, [placed])
  }
  /** How far each log has been told. */
  const places = new Map<string, number>()
  return [...byDay.keys()].toSorted().map((knownOn) => {
    const placed = byDay.get(knownOn)!
    const wentBack = placed.some(([place, { source }]) => place < (places.get(source) ?? 0))
    for (const [place, { source }] of placed) places.set(source, Math.max(place, places.get(source) ?? 0))
    return { knownOn, facts: placed.map(([, fact]) => fact), wentBack }
  })
}
