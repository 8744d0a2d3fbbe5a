import { type Actor, definitionOf, isReplaced, type NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { eventHash } from '../log/event-hash.js'
import type { Command, IdempotencyKey, NoteReader, Outcome, Receipt } from './command.js'
import { type Folded, folded } from './fold.js'

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

/**
 * Decides a batch of commands one after the other, each on the state its forerunners left, without touching the database.
 * A command that is refused, or that fails, leaves no trace and does not disturb the others.
 */
export function decideBatch(commands: readonly Command[], basis: BatchBasis): BatchPlan {
  const plan = new Plan(basis)
  const results = commands.map((command) => {
    try {
      return plan.take(command)
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  })
  const { events, streams, notes, receipts, claims } = plan
  const foldedAnew = [...streams.keys()].filter((streamId) => basis.foldedAnew.has(streamId))
  return { results, events, streams, notes, foldedAnew, receipts, claims }
}

class Plan {
  readonly events: EventRow[] = []
  readonly streams = new Map<string, StreamHead & { stateVersion: number }>()
  readonly notes = new Map<string, Map<string, unknown>>()
  readonly receipts: (IdempotencyKey & { receipt: Receipt })[] = []
  readonly claims = new Map<string, string>()

  constructor(private readonly basis: BatchBasis) {}

  take(command: Command): Outcome {
    const repeated = this.earlierAnswer(command)
    if (repeated) return repeated
    const head = this.headOf(command)
    this.checkVersion(command, head)
    this.checkClaims(command)
    const { today, newId } = this.basis
    const before = { state: head.state, note: this.notesFor(command) }
    const events = command.decide(before.state, { version: head.version, today, newId, note: before.note })
    const after = folded(command.decider, events, before)
    const rows = this.rowsFor(command, events, head)
    const receipt: Receipt = {
      streamId: command.streamId,
      version: head.version + rows.length,
      recordedAt: this.basis.recordedAt,
      events: rows.map(({ id, type, occurredOn }) => ({ id, type, occurredOn })),
      ...(command.dryRun ? { dryRun: true as const } : {}),
    }
    if (!command.dryRun) this.keep(command, rows, { ...after, receipt })
    return { receipt, state: after.state, note: after.note, events, repeated: false }
  }

  private earlierAnswer(command: Command): Outcome | undefined {
    if (!command.idempotency || command.dryRun) return undefined
    const stored = this.basis.receipts.get(receiptKey(command.idempotency))
    if (!stored) return undefined
    if (stored.fingerprint !== command.idempotency.fingerprint) {
      throw new DomainError('refused', 'idempotency-key-reused', { figures: { key: command.idempotency.key } })
    }
    const { state } = this.headOf(command)
    return { receipt: stored.receipt, state, note: this.notesFor(command), events: [], repeated: true }
  }

  /** As they are at this point of the batch. A name nobody has read would pass for a note that is not there. */
  private notesFor({ streamId, lookups = [] }: Command): NoteReader {
    const known = new Map(lookups.map((name) => [name, this.noteOf(streamId, name)]))
    return (name) => {
      if (!known.has(name)) throw new Error(`a note is asked for that the command does not look up: ${name}`)
      return known.get(name)
    }
  }

  private noteOf(streamId: string, name: string): unknown {
    const left = this.notes.get(streamId)
    return left?.has(name) ? left.get(name) : this.basis.notes.get(streamId)?.get(name)
  }

  private headOf(command: Command): StreamHead {
    return (
      this.streams.get(command.streamId) ??
      this.basis.heads.get(command.streamId) ?? { version: 0, hash: Buffer.alloc(32), state: command.decider.initial() }
    )
  }

  private checkVersion(command: Command, head: StreamHead): void {
    if (command.expectedVersion === undefined || command.expectedVersion === head.version) return
    throw new DomainError('stale', 'version-mismatch', {
      figures: { expectedVersion: command.expectedVersion, currentVersion: head.version },
    })
  }

  private checkClaims(command: Command): void {
    for (const name of command.claims ?? []) {
      const holder = this.claims.get(name) ?? this.basis.claims.get(name)
      if (holder === undefined || holder === command.streamId) continue
      const [kind, ...value] = name.split('/')
      throw new DomainError('conflict', `${kind}-taken`, { figures: { value: value.join('/'), holder } })
    }
  }

  private rowsFor(command: Command, events: readonly NewEvent[], head: StreamHead): EventRow[] {
    const { origin } = command
    let { hash, version } = head
    return events.map((event) => {
      version += 1
      const fields = {
        id: this.basis.newId(),
        key: command.key,
        type: event.type,
        payload: JSON.stringify(validated(event)),
        streamId: command.streamId,
        streamVersion: version,
        occurredOn: event.occurredOn,
        recordedAt: this.basis.recordedAt,
        knownOn: origin.knownOn ?? this.basis.today,
        knownOnClaimed: origin.knownOn !== undefined,
        actor: JSON.stringify(origin.actor satisfies Actor),
        correlationId: origin.correlationId,
        causationId: origin.causationId ?? null,
      }
      hash = eventHash(hash, fields)
      return { ...fields, traceparent: origin.traceparent ?? null, hash }
    })
  }

  private keep(command: Command, rows: readonly EventRow[], after: Folded<unknown> & Pick<Outcome, 'receipt'>): void {
    const { receipt, state } = after
    this.events.push(...rows)
    const last = rows.at(-1)
    if (last) {
      const { stateVersion } = command.decider
      this.streams.set(command.streamId, { version: receipt.version, state, hash: last.hash, stateVersion })
      this.leaveNotes(command.streamId, after.left)
    }
    if (rows.length > 0) for (const name of command.claims ?? []) this.claims.set(name, command.streamId)
    if (!command.idempotency) return
    this.receipts.push({ ...command.idempotency, receipt })
    this.basis.receipts.set(receiptKey(command.idempotency), { fingerprint: command.idempotency.fingerprint, receipt })
  }

  private leaveNotes(streamId: string, left: ReadonlyMap<string, unknown>): void {
    const { foldedAnew, notes } = this.basis
    const kept = this.notes.get(streamId) ?? new Map(foldedAnew.has(streamId) ? notes.get(streamId) : [])
    for (const [name, value] of left) kept.set(name, value)
    if (kept.size > 0) this.notes.set(streamId, kept)
  }
}

/** An event that breaks its own schema is our mistake, not the caller's: it must never reach the log. */
function validated(event: NewEvent): unknown {
  const definition = definitionOf(event.type)
  if (!definition) throw new Error(`the event type ${event.type} is not in the catalogue`)
  if (isReplaced(event.type)) throw new Error(`${event.type} was replaced by a newer version and is written no more`)
  const parsed = definition.schema.safeParse(event.data)
  if (!parsed.success) throw new Error(`an invalid ${event.type} was decided: ${parsed.error.message}`)
  return parsed.data
}
