import { applyDecorators, UseFilters } from '@nestjs/common'
import { EventPattern } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import { type RecordedEvent, typesOf } from '@zhuji/contracts'
import { OriginalErrorFilter } from './original-error.filter.js'

/** The pace of read models that rules and lists are made of; a screen waits for none of them. */
export const UNHURRIED_MS = 50

/** What a consumer group is called (`<service>.<purpose>`) and which events it wants. */
export interface Consumption {
  readonly group: string
  readonly events: readonly { readonly type: string }[]
  /**
   * Batches that are not full begin at least this long after each other, where nobody waits for what comes of them: a
   * transaction then serves more events. What comes after a silence is taken in at once.
   */
  readonly paceMs?: number
}

/** One table of a read model, and what two builds of it must have in common. */
export interface ProjectionTable {
  readonly name: string
  readonly key: readonly string[]
  /** Columns that say when or in which turn a row was written, not what is known. */
  readonly incidental?: readonly string[]
  /** The other columns are sums: a row in which all of them are 0 says the same as no row. */
  readonly isSums?: boolean
}

/**
 * A read model that follows from the logs alone: whoever hands it every event from the first gets the same tables. `take`
 * writes nothing but these tables, all through `tx` and by their bare names, so that it can also be built in another schema.
 */
export interface Projection extends Consumption {
  readonly tables: readonly ProjectionTable[]
  take(this: void, events: readonly RecordedEvent[], tx: PoolClient): Promise<void>
  /** Where the consumer does more than that, all it does through `tx`: acts that follow once from an event, never from a rebuild. */
  act?(this: void, events: readonly RecordedEvent[], tx: PoolClient): Promise<void>
}

/** As both buses see it: every version of what is wanted, since the logs keep them all. */
export interface ConsumptionExtras {
  readonly types: readonly string[]
  readonly paceMs: number
}

/**
 * Marks a controller's method as the consumer of a batch: `on(events: readonly RecordedEvent[], tx: PoolClient)`. The bus
 * promises: events of one project in their order, every event in effect exactly once, all that the method writes through
 * `tx` in one transaction with the group's position. Throwing rolls back; the batch is tried again, then event by event.
 */
export function Consumes({ group, events, paceMs = 0 }: Consumption): MethodDecorator {
  const extras: ConsumptionExtras = { types: typesOf(events), paceMs }
  return applyDecorators(EventPattern(group, undefined, extras), UseFilters(new OriginalErrorFilter()))
}
