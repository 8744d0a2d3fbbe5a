import type { RecordedEvent } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'

/** The part of a recorded event that a card is made of. */
export type Fact = Pick<
  RecordedEvent,
  'id' | 'type' | 'source' | 'key' | 'occurredOn' | 'recordedAt' | 'knownOn' | 'data'
>

/**
 * The business day from which a fact is part of what is shown. A source that claims to have known a fact before it
 * happened knew it by then: it counts from that day, so that everything known on a day is part of that day.
 */
export function cutOf({ occurredOn, knownOn }: Pick<Fact, 'occurredOn' | 'knownOn'>): CalendarDate {
  return occurredOn < knownOn ? occurredOn : knownOn
}

/** Whether a fact had happened by one day and was known by another; both days may be left open. */
export function isShown(
  fact: Pick<Fact, 'occurredOn' | 'knownOn'>,
  { asOf, knownOn }: { readonly asOf?: CalendarDate; readonly knownOn?: CalendarDate },
): boolean {
  return (knownOn === undefined || fact.knownOn <= knownOn) && (asOf === undefined || cutOf(fact) <= asOf)
}
