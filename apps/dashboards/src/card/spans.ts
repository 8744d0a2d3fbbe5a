import type { CalendarDate } from '@zhuji/kernel'
import { type Card, unknownCard } from './card.js'
import { derive } from './derive.js'
import { cutOf, type Fact, isRegistration } from './fact.js'
import { foldFact } from './fold-card.js'

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

/** All spans of a project, the same whatever the order in which the logs were heard. */
export function spansOf(projectId: string, facts: readonly Fact[]): readonly Span[] {
  const spans = new Spans(projectId)
  const inOrder = eachLogInOrderOfDays(facts)
  for (const day of daysOf(facts)) {
    if (inOrder) spans.tell(day, knownOn(facts, day))
    else spans.tellAnew(day, knownUntil(facts, day))
  }
  return spans.rows
}

/** What facts add to the spans of a card that are told in the order of both clocks: the card's last span, if it ends, and those behind it. */
export function spansBehind(projectId: string, card: Card | undefined, facts: readonly Fact[]): readonly Span[] {
  const spans = new Spans(projectId, card)
  for (const day of daysOf(facts)) spans.tell(day, knownOn(facts, day))
  return spans.rows
}

const daysOf = (facts: readonly Fact[]): readonly CalendarDate[] =>
  [...new Set(facts.map((fact) => fact.knownOn))].toSorted()
const knownOn = (facts: readonly Fact[], day: CalendarDate) => facts.filter((fact) => fact.knownOn === day)
const knownUntil = (facts: readonly Fact[], day: CalendarDate) => facts.filter((fact) => fact.knownOn <= day)

/** Only then may the order of days stand for that of the logs (see timeline.ts). */
export function eachLogInOrderOfDays(facts: readonly Fact[]): boolean {
  const days = new Map<string, CalendarDate>()
  for (const { source, knownOn: day } of facts) {
    if (day < (days.get(source) ?? '')) return false
    days.set(source, day)
  }
  return true
}

interface Entry {
  readonly on: CalendarDate
  readonly card: Card
}

type Row = { -readonly [Name in keyof Span]: Span[Name] }

class Spans {
  rows: Row[] = []
  /** What the last known day shows as of each business day, in their order; and the spans that show it. */
  private profile: readonly Entry[] = []
  /** What registrations say: part of every business day. */
  private identity: Card
  private open = new Map<CalendarDate, Row>()

  constructor(
    private readonly projectId: string,
    last?: Card,
  ) {
    this.identity = unknownCard(projectId)
    if (!last?.knownOn || !last.occurredOn) return
    this.profile = [{ on: last.occurredOn, card: last }]
    this.open.set(last.occurredOn, this.added(last.knownOn, { card: last, next: undefined }))
  }

  /** The facts that became known on a day. */
  tell(day: CalendarDate, facts: readonly Fact[]): void {
    this.show(day, this.told(this.profile, facts))
  }

  /** All that was known on a day, where a log went back in its days. */
  tellAnew(day: CalendarDate, facts: readonly Fact[]): void {
    this.identity = unknownCard(this.projectId)
    const profile = this.told([], facts)
    const before = new Map(this.profile.map((entry) => [entry.on, entry]))
    this.show(
      day,
      profile.map((entry) => (sameFace(before.get(entry.on)?.card, entry.card) ? before.get(entry.on)! : entry)),
    )
  }

  /** Each fact is part of what is shown as of its day and of every later one, a registration of the earlier ones too. */
  private told(profile: readonly Entry[], facts: readonly Fact[]): readonly Entry[] {
    const entries = [...profile]
    for (const fact of facts) {
      const on = cutOf(fact)
      let at = entries.length
      while (at > 0 && entries[at - 1]!.on >= on) at -= 1
      if (entries[at]?.on !== on) entries.splice(at, 0, { on, card: entries[at - 1]?.card ?? this.identity })
      if (isRegistration(fact)) {
        this.identity = foldFact(this.identity, fact)
        at = 0
      }
      for (; at < entries.length; at += 1) {
        const { on: day, card } = entries[at]!
        entries[at] = { on: day, card: { ...foldFact(card, fact), occurredOn: day } }
      }
    }
    const kept = new Set(profile)
    return entries.map((entry) => (kept.has(entry) ? entry : { on: entry.on, card: derive(entry.card) }))
  }

  private show(day: CalendarDate, profile: readonly Entry[]): void {
    const open = new Map<CalendarDate, Row>()
    for (const [place, { on, card }] of profile.entries()) {
      const next = profile[place + 1]?.on
      const row = this.open.get(on)
      open.set(on, row?.card === card ? this.continued(row, day, next) : this.replaced(row, day, { card, next }))
    }
    this.profile = profile
    this.open = open
  }

  private continued(row: Row, day: CalendarDate, next: CalendarDate | undefined): Row {
    if (row.occurredUntil === (next ?? FOR_EVER)) return row
    if (row.occurredUntil !== FOR_EVER) return this.replaced(row, day, { card: row.card, next })
    row.occurredUntil = next!
    row.knownUntil = day
    return row
  }

  private replaced(row: Row | undefined, day: CalendarDate, shown: Shown): Row {
    if (row?.knownFrom === day) this.rows = this.rows.filter((other) => other !== row)
    else if (row) {
      row.closedOn = day
      if (row.knownUntil > day) row.knownUntil = day
    }
    return this.added(day, shown)
  }

  private added(day: CalendarDate, { card, next }: Shown): Row {
    const row = {
      knownFrom: day,
      knownUntil: next === undefined ? FOR_EVER : day,
      occurredUntil: next ?? FOR_EVER,
      closedOn: FOR_EVER,
      card,
    }
    this.rows.push(row)
    return row
  }
}

interface Shown {
  readonly card: Card
  /** The business day from which something else is shown. */
  readonly next: CalendarDate | undefined
}

/** Cards that rows show alike; their detail is not kept. */
function sameFace(one: Card | undefined, other: Card): boolean {
  return one !== undefined && faceText(one) === faceText(other)
}

export function faceText({ detail: _, ...face }: Card): string {
  return JSON.stringify(face)
}
