import type { IdempotencyKey, Outcome, Receipt } from './command.js'

/** A stream as it stands before or after a batch. */
export interface StreamHead {
  readonly version: number
  readonly hash: Buffer
  readonly state: unknown
}

export interface StoredReceipt {
  readonly fingerprint: string
  readonly receipt: Receipt
}

/** One row to append, in the order of the batch. */
export interface EventRow {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly payload: string
  readonly streamId: string
  readonly streamVersion: number
  readonly occurredOn: string
  readonly recordedAt: string
  readonly knownOn: string
  readonly knownOnClaimed: boolean
  readonly actor: string
  readonly correlationId: string
  readonly causationId: string | null
  readonly traceparent: string | null
  readonly hash: Buffer
}

/** What the database knew when the batch's rows were locked, and the present of the log. */
export interface BatchBasis {
  readonly heads: Map<string, StreamHead>
  /** By stream and name: those that were looked up, or all of a stream that was folded anew. */
  readonly notes: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  /** Streams whose kept state and notes were another decider's. */
  readonly foldedAnew: ReadonlySet<string>
  readonly receipts: Map<string, StoredReceipt>
  readonly claims: Map<string, string>
  readonly recordedAt: string
  readonly today: string
  newId(this: void): string
}

export interface BatchPlan {
  /** One for each command, in order: its outcome, or why it alone was refused. */
  readonly results: readonly (Outcome | Error)[]
  readonly events: readonly EventRow[]
  readonly streams: ReadonlyMap<string, StreamHead & { readonly stateVersion: number }>
  readonly notes: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  /** Streams of which `notes` has all there are: any others go. */
  readonly foldedAnew: readonly string[]
  readonly receipts: readonly (IdempotencyKey & { readonly receipt: Receipt })[]
  readonly claims: ReadonlyMap<string, string>
}

export const receiptKey = (key: IdempotencyKey): string => `${key.scope}\u0000${key.key}`
