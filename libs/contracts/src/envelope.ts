import type { CalendarDate } from '@zhuji/kernel'

/** Who did it: the person, the unit they acted for and in which role. Automatic actors have `unit: null`. */
export interface Actor {
  readonly person: string
  readonly unit: string | null
  readonly role: string
}

/**
 * A fact as the log keeps it. `occurredOn` is the day it happened, as told; `recordedAt` is the instant our log took it in
 * and is set by the log alone; `knownOn` is the day on which, by the claim of an imported register, the source knew it
 * (the day of `recordedAt` unless claimed).
 */
export interface RecordedEvent<Type extends string = string, Data = unknown> {
  readonly id: string
  readonly type: Type
  /** The service whose log holds it: `registry`, `milestones`, `funding`, `alerts`, `dashboards`. */
  readonly source: string
  readonly streamId: string
  /** From 1, without gaps, within the stream. */
  readonly streamVersion: number
  /** The project (or programme) it is about: the key that keeps its order on the bus. */
  readonly key: string
  readonly occurredOn: CalendarDate
  readonly recordedAt: string
  readonly knownOn: CalendarDate
  /** True when `knownOn` was claimed by an import and not taken from our own clock. */
  readonly knownOnClaimed: boolean
  readonly actor: Actor
  readonly correlationId: string
  readonly causationId: string | null
  /** Where in which trace it was recorded (W3C Trace Context); absent where nothing was traced. */
  readonly traceparent?: string
  readonly data: Data
  /** As it lies in the log, where that is an earlier version of the type. */
  readonly recordedAs?: { readonly type: string; readonly data: unknown }
  readonly position: LogPosition
}

/** A place in one service's log, in the order of the commits. */
export interface LogPosition {
  /** The same for all rows since a log has one writer at a time; a PostgreSQL xid8 as decimal text (64 bits do not fit a JavaScript number). */
  readonly xid: string
  readonly position: number
}
