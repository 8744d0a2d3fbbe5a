import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import { derive } from './derive.js'
import { cutOf, type Fact, isRegistration } from './fact.js'
import { foldFact, foldFactInto } from './fold-card.js'

/** The card as it was known at the end of a day; it holds until the next row's day. */
export interface KnownCard {
  readonly knownOn: CalendarDate
  readonly card: Card
}

/** The day after which something no longer holds when nothing has ended it. */
export const FOR_EVER = 'infinity'

/**
 * A card in both clocks. What is shown as of a business day D and as known on a day K is the fold of the facts that had
 * happened by D and were known by K (see `shownOf`). The card of a span is that of every (D, K) with D on or after its `occurredOn` and K
 * from `knownFrom` until `closedOn`, without the corner that is later in both clocks: D from `occurredUntil` and K from
 * `knownUntil`. A history that is told as it happens, which is nearly every one, therefore has one span a day: each fact
 * cuts the corner off the span before it. A fact told late closes the spans of its day and of all later ones, and opens new ones.
 */
export interface Span {
  readonly knownFrom: CalendarDate
  readonly knownUntil: CalendarDate
  readonly occurredUntil: CalendarDate
  readonly closedOn: CalendarDate
  readonly card: Card
}

/** The card of (D, K), from the spans of one project. */
export function cardIn(spans: readonly Span[], asOf: CalendarDate, knownOn: CalendarDate): Card | undefined {
  return spans.find(
    ({ card, ...span }) =>
      span.knownFrom <= knownOn &&
      span.closedOn > knownOn &&
      card.occurredOn! <= asOf &&
      (span.knownUntil > knownOn || span.occurredUntil > asOf),
  )?.card
}

/** What the last known day shows as of a business day and until the next entry's, and where the span stands that shows it. */
interface Entry {
  readonly on: CalendarDate
  readonly card: Card
  readonly span: number | undefined
}

/**
 * One project as it was known at the end of each day, made by taking in its facts day by day in the order of the days on
 * which they became known. A day costs what it changes, not what there is before it: spans and entries in front of the
 * first one that a fact reaches stay the objects they are, in this past and in its copies.
 */
export class Past {
  private readonly rows: Span[] = []
  private readonly known: KnownCard[] = []
  /** In the order of business days. */
  private entries: Entry[] = []
  /** The first entry that has changed since a day was closed. */
  private touched = 0
  /** What registrations say: part of every business day. */
  private identity: Card

  private constructor(private readonly projectId: string) {
    this.identity = unknownCard(projectId)
  }

  /** Of which nothing is known but its last card: enough for facts that are later in both clocks. */
  static behind(projectId: string, last: Card | undefined): Past {
    const past = new Past(projectId)
    if (!last?.knownOn || !last.occurredOn) return past
    past.known.push({ knownOn: last.knownOn, card: last })
    past.entries = [{ on: last.occurredOn, card: last, span: past.opened(last.knownOn, last, FOR_EVER) }]
    past.touched = 1
    return past
  }

  copy(): Past {
    const copy = new Past(this.projectId)
    copy.rows.push(...this.rows)
    copy.known.push(...this.known)
    copy.entries = [...this.entries]
    copy.touched = this.touched
    copy.identity = this.identity
    return copy
  }

  /** In the order in which they were opened. */
  get spans(): readonly Span[] {
    return this.rows
  }

  /** One card for each day on which something became known: the fold of all facts known by then. */
  get timeline(): readonly KnownCard[] {
    return this.known
  }

  /** Everything that is known; its figures are those of the last closed day. */
  get last(): Card {
    return this.entries.at(-1)?.card ?? this.identity
  }

  /** A fact is part of what is shown as of its day and of every later one, a registration of the earlier ones too. */
  take(fact: Fact): void {
    const on = cutOf(fact)
    const { entries } = this
    let at = entries.length
    while (at > 0 && entries[at - 1]!.on >= on) at -= 1
    // The entry in front of a new one ends on another day.
    this.touched = Math.min(this.touched, Math.max(at - 1, 0))
    if (entries[at]?.on !== on) {
      entries.splice(at, 0, { on, card: entries[at - 1]?.card ?? this.identity, span: undefined })
    }
    if (isRegistration(fact)) {
      this.identity = foldFact(this.identity, fact)
      this.touched = at = 0
    }
    for (; at < entries.length; at += 1) {
      const { on: day, card, span } = entries[at]!
      entries[at] = { on: day, card: foldFactInto(card, fact, day), span }
    }
  }

  /** Takes in all that was known on a day instead of what it adds to the day before it: where a log went back in its days. */
  takeAnew(facts: readonly Fact[]): void {
    const before = new Map(this.entries.map((entry) => [entry.on, entry]))
    this.identity = unknownCard(this.projectId)
    this.entries = []
    for (const fact of facts) this.take(fact)
    this.entries = this.entries.map(({ on, card }) => {
      const known = before.get(on)
      return known && faceText(known.card) === faceText(derive(card)) ? known : { on, card, span: known?.span }
    })
  }

  /** What was taken in is what became known on this day. */
  close(day: CalendarDate): void {
    const { entries, known } = this
    for (let at = this.touched; at < entries.length; at += 1) {
      entries[at] = this.shown(day, entries[at]!, entries[at + 1]?.on ?? FOR_EVER)
    }
    this.touched = entries.length
    if (known.at(-1)?.knownOn === day) known.pop()
    known.push({ knownOn: day, card: this.last })
  }

  private shown(day: CalendarDate, entry: Entry, next: CalendarDate): Entry {
    const { on, span } = entry
    const row = span === undefined ? undefined : this.rows[span]!
    const changed = row?.card !== entry.card
    if (row && !changed && row.occurredUntil === next) return entry
    if (row && !changed && row.occurredUntil === FOR_EVER) {
      this.rows[span!] = { ...row, occurredUntil: next, knownUntil: day }
      return entry
    }
    const card = changed ? derive(entry.card) : entry.card
    if (row?.knownFrom === day) {
      this.rows[span!] = spanOf(day, card, next)
      return { on, card, span }
    }
    if (row) this.rows[span!] = { ...row, closedOn: day, knownUntil: row.knownUntil > day ? day : row.knownUntil }
    return { on, card, span: this.opened(day, card, next) }
  }

  private opened(day: CalendarDate, card: Card, next: CalendarDate): number {
    return this.rows.push(spanOf(day, card, next)) - 1
  }
}

function spanOf(day: CalendarDate, card: Card, next: CalendarDate): Span {
  return {
    knownFrom: day,
    knownUntil: next === FOR_EVER ? FOR_EVER : day,
    occurredUntil: next,
    closedOn: FOR_EVER,
    card,
  }
}

/** What rows show of a card; its detail is not kept. */
export function faceText({ detail: _, ...face }: Card): string {
  return JSON.stringify(face)
}
