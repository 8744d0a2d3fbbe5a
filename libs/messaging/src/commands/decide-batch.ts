import { type Actor, definitionOf, isReplaced, type NewEvent } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { eventHash } from '../log/event-hash.js'
import { type BatchBasis, type BatchPlan, type EventRow, receiptKey, type StreamHead } from './batch-plan.js'
import type { Command, Given, IdempotencyKey, NoteReader, Outcome, Receipt } from './command.js'
import { type Folded, folded } from './fold.js'

/**
 * Decides a batch of commands one after the other, each on the state its forerunners left, without touching the database.
 * A command that is refused, or that fails, leaves no trace and does not disturb the others. Commands given together are
 * decided on a fork of the plan, which takes its place when all of them are accepted.
 */
export function decideBatch(batch: readonly Given[], basis: BatchBasis): BatchPlan {
  let plan = new Plan(basis)
  const results = batch.map((given) => {
    try {
      if ('decide' in given) return plan.take(given)
      const fork = plan.fork()
      const outcome = fork.takeTogether(given)
      if (!given[0]!.dryRun) plan = fork
      return outcome
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  })
  const { events, streams, notes, receipts, claims } = plan
  const foldedAnew = [...streams.keys()].filter((streamId) => basis.foldedAnew.has(streamId))
  return { results, events, streams, notes, foldedAnew, receipts, claims }
}

class Plan {
  readonly events: EventRow[]
  readonly streams: Map<string, StreamHead & { stateVersion: number }>
  readonly notes: Map<string, Map<string, unknown>>
  readonly receipts: (IdempotencyKey & { receipt: Receipt })[]
  readonly claims: Map<string, string>

  constructor(
    private readonly basis: BatchBasis,
    from?: Plan,
  ) {
    this.events = [...(from?.events ?? [])]
    this.streams = new Map(from?.streams)
    this.notes = new Map([...(from?.notes ?? [])].map(([streamId, notes]) => [streamId, new Map(notes)]))
    this.receipts = [...(from?.receipts ?? [])]
    this.claims = new Map(from?.claims)
  }

  fork(): Plan {
    return new Plan({ ...this.basis, receipts: new Map(this.basis.receipts) }, this)
  }

  /** One receipt for all, under the first one's key. A trial is decided like the real thing, on a fork that is dropped. */
  takeTogether(commands: readonly Command[]): Outcome {
    const first = commands[0]!
    const repeated = this.earlierAnswer(first)
    if (repeated) {
      const answers = commands.map((command) => ({
        ...repeated,
        state: this.headOf(command).state,
        note: this.notesFor(command),
      }))
      return { ...answers[0]!, together: answers }
    }
    const outcomes = commands.map((command) => this.take({ ...command, idempotency: undefined, dryRun: false }))
    const receipt: Receipt = {
      ...outcomes[0]!.receipt,
      events: outcomes.flatMap((outcome) => outcome.receipt.events),
      ...(first.dryRun ? { dryRun: true as const } : {}),
    }
    if (first.idempotency) this.keepReceipt(first.idempotency, receipt)
    const whole = { ...outcomes[0]!, receipt }
    return { ...whole, together: [whole, ...outcomes.slice(1)] }
  }

  take(command: Command): Outcome {
    const repeated = this.earlierAnswer(command)
    if (repeated) return repeated
    const head = this.headOf(command)
    this.checkVersion(command, head)
    this.checkClaims(command)
    const { today, newId } = this.basis
    const before = { state: head.state, note: this.notesFor(command) }
    const holder = this.holderFor(command)
    const events = command.decide(before.state, { version: head.version, today, newId, note: before.note, holder })
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

  private holderFor({ wishes = [] }: Command): (wish: string) => string | undefined {
    return (wish) => {
      if (!wishes.includes(wish)) throw new Error(`a holder is asked for of a name that is not wished for: ${wish}`)
      return this.holderOf(wish)
    }
  }

  private holderOf(name: string): string | undefined {
    return this.claims.get(name) ?? this.basis.claims.get(name)
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
      const holder = this.holderOf(name)
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
    if (rows.length > 0) this.takeNames(command)
    if (command.idempotency) this.keepReceipt(command.idempotency, receipt)
  }

  private takeNames({ claims = [], wishes = [], streamId }: Command): void {
    const free = wishes.filter((name) => this.holderOf(name) === undefined)
    for (const name of [...claims, ...free]) this.claims.set(name, streamId)
  }

  private keepReceipt(key: IdempotencyKey, receipt: Receipt): void {
    this.receipts.push({ ...key, receipt })
    this.basis.receipts.set(receiptKey(key), { fingerprint: key.fingerprint, receipt })
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
