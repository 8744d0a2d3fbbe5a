import { ProjectRegistered, type RecordedEvent } from '@zhuji/contracts'
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

export interface Cut {
  readonly asOf?: CalendarDate
  readonly knownOn?: CalendarDate
}

/**
 * The facts that had happened by one day and were known by another; both days may be left open. A registration says who a
 * project is, not when it began: once it is known, it is part of every day on which anything had happened, or money that
 * came before the register would be missing from its own day.
 */
export function shownOf<Told extends Fact>(facts: readonly Told[], { asOf, knownOn }: Cut): readonly Told[] {
  const known = knownOn === undefined ? facts : facts.filter((fact) => fact.knownOn <= knownOn)
  if (asOf === undefined) return known
  if (!known.some((fact) => cutOf(fact) <= asOf)) return []
  return known.filter((fact) => cutOf(fact) <= asOf || isRegistration(fact))
}

export const isRegistration = ({ type }: Pick<Fact, 'type'>): boolean => type === ProjectRegistered.type
