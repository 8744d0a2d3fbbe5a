import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import { derive } from './derive.js'
import { cutOf, type Fact, isRegistration } from './fact.js'
import { FlowsOfPast } from './flows.js'
import { foldFact, foldFactInto } from './fold-card.js'

/** The card as it was known at the end of a day; it holds until the next row's day. */
export interface KnownCard {
  readonly knownOn: CalendarDate
  readonly card: Card
}

/**
 * A card in both clocks. What is shown as of a business day D and as known on a day K is the fold of the facts that had
 * happened by D and were known by K (see `shownOf`). A row is what a business day (its card's `occurredOn`) and those after it show
 * from a day of the knowledge on, until a later row says otherwise: of (D, K) the card is that of the last business day up to
 * D of which anything was known by K, and of that day what was known last by K. So a row is never touched again; a history
 * that is told as it happens, which is nearly every one, has one a day, and a fact told late adds one to its day and to all later ones.
 */
export interface PastRow {
  readonly knownFrom: CalendarDate
  readonly card: Card
}

/** What the last known day shows as of a business day and until the next entry's, and its row. */
interface Entry {
  readonly on: CalendarDate
  readonly card: Card
  readonly row: number | undefined
}

/**
 * One project as it was known at the end of each day, made by taking in its facts day by day in the order of the days on
 * which they became known. A day costs what it changes, not what there is before it: rows and entries in front of the
 * first one that a fact reaches stay the objects they are, in this past and in its copies.
 */
export class Past {
  private readonly written: PastRow[] = []
  private readonly known: KnownCard[] = []
  readonly flows: FlowsOfPast
  /** In the order of business days. */
  private entries: Entry[] = []
  /** The first entry that has changed since a day was closed. */
  private touched = 0
  /** What registrations say: part of every business day. */
  private identity: Card

  private constructor(
    private readonly projectId: string,
    flows = new FlowsOfPast(),
  ) {
    this.identity = unknownCard(projectId)
    this.flows = flows
  }

  /** Of which nothing is known but its last card: enough for facts that are later in both clocks. */
  static behind(projectId: string, last: Card | undefined): Past {
    const past = new Past(projectId)
    if (!last?.knownOn || !last.occurredOn) return past
    past.known.push({ knownOn: last.knownOn, card: last })
    past.entries = [{ on: last.occurredOn, card: last, row: past.added({ knownFrom: last.knownOn, card: last }) }]
    past.touched = 1
    return past
  }

  copy(): Past {
    const copy = new Past(this.projectId, this.flows.copy())
    copy.written.push(...this.written)
    copy.known.push(...this.known)
    copy.entries = [...this.entries]
    copy.touched = this.touched
    copy.identity = this.identity
    return copy
  }

  /** In the order in which they became known. */
  get rows(): readonly PastRow[] {
    return this.written
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
    const { entries, last } = this
    let at = entries.length
    while (at > 0 && entries[at - 1]!.on >= on) at -= 1
    this.touched = Math.min(this.touched, at)
    if (entries[at]?.on !== on) {
      entries.splice(at, 0, { on, card: entries[at - 1]?.card ?? this.identity, row: undefined })
    }
    if (isRegistration(fact)) {
      this.identity = foldFact(this.identity, fact)
      this.touched = at = 0
    }
    for (; at < entries.length; at += 1) {
      const { on: day, card, row } = entries[at]!
      entries[at] = { on: day, card: foldFactInto(card, fact, day), row }
    }
    this.flows.take([last, this.last], on)
  }

  /** Takes in all that was known on a day instead of what it adds to the day before it: where a log went back in its days. */
  takeAnew(facts: readonly Fact[]): void {
    const before = new Map(this.entries.map((entry) => [entry.on, entry]))
    this.flows.takeAnew()
    this.identity = unknownCard(this.projectId)
    this.entries = []
    for (const fact of facts) this.take(fact)
    this.entries = this.entries.map(({ on, card }) => {
      const known = before.get(on)
      return known && faceText(known.card) === faceText(derive(card)) ? known : { on, card, row: known?.row }
    })
  }

  /** What was taken in is what became known on this day. */
  close(day: CalendarDate): void {
    const { entries, known } = this
    for (let at = this.touched; at < entries.length; at += 1) entries[at] = this.noted(day, entries[at]!)
    this.touched = entries.length
    this.flows.close(day, [known.at(-1)?.card ?? unknownCard(this.projectId), this.last])
    if (known.at(-1)?.knownOn === day) known.pop()
    known.push({ knownOn: day, card: this.last })
  }

  private noted(knownFrom: CalendarDate, entry: Entry): Entry {
    const { on, row } = entry
    const before = row === undefined ? undefined : this.written[row]!
    if (before?.card === entry.card) return entry
    const card = derive(entry.card)
    if (before?.knownFrom !== knownFrom) return { on, card, row: this.added({ knownFrom, card }) }
    this.written[row!] = { knownFrom, card }
    return { on, card, row }
  }

  private added(row: PastRow): number {
    return this.written.push(row) - 1
  }
}

/** What rows show of a card; its detail is not kept. */
export function faceText({ detail: _, ...face }: Card): string {
  return JSON.stringify(face)
}
