import type { Pool } from 'pg'
import { calendarDateIn, type Clock, DomainError, errorCodeOf } from '@zhuji/kernel'
import { crashPoint } from '../crash-points.config.js'
import type { LogSignal } from '../log/log-signal.js'
import { currentTraceparent, inSpan } from '../tracing/spans.adapter.js'
import { type Command, commandsOf, type Decider, type Given, type NoteReader, type Outcome } from './command.js'
import { CommandBatchRepository, LostRace } from './command-batch.repository.js'
import { type BatchPlan, receiptKey } from './batch-plan.js'
import { decideBatch } from './decide-batch.js'
import { newEventId } from './event-id.adapter.js'

/** Above this a batch holds its locks too long for the gain. */
const BATCH_COMMANDS_MAX = 256
/** Beyond this many waiting commands the caller is told to come back, instead of growing memory without limit. */
const QUEUE_COMMANDS_MAX = 10_000
const RACES_MAX = 5

interface Waiting {
  readonly given: Given
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: Error) => void
}

export interface EventStoreOptions {
  readonly pool: Pool
  /** The service: its schema and the source of its events. */
  readonly context: string
  readonly clock: Clock
  readonly timeZone: string
  readonly signal: LogSignal
}

/**
 * Takes commands in and records what they decide. Commands that arrive while a transaction is under way wait and share the
 * next one: their streams are locked in one statement, each is decided in memory, all accepted ones are written together.
 * A single command finds the store idle and goes at once. An answer is given only after the commit.
 */
export class EventStore {
  private readonly queue: Waiting[] = []
  private readonly inFlight = new Set<string>()
  private readonly batches: CommandBatchRepository
  private draining: Promise<void> | undefined
  private lastRecordedMs = 0

  constructor(private readonly options: EventStoreOptions) {
    this.batches = new CommandBatchRepository(options.pool, options.context)
  }

  /** Resolves after the commit. Rejects with a DomainError when a rule refuses, the store is full, or the database away. */
  async execute<State>(command: Command<State>): Promise<Outcome<State>> {
    return (await this.take(command)) as Outcome<State>
  }

  /**
   * Accepts all of them or none, in one transaction, each decided on what those before it left. The first one's key
   * stands for all, and the answers come in their order.
   */
  async executeTogether(commands: readonly [Command, ...Command[]]): Promise<readonly Outcome[]> {
    return (await this.take(commands)).together!
  }

  private async take(given: Given): Promise<Outcome> {
    const first = commandsOf(given)[0]!
    if (first.dryRun) return this.decideOnly(given)
    if (this.queue.length >= QUEUE_COMMANDS_MAX) {
      throw new DomainError('unavailable', 'too-much-work', { figures: { waiting: this.queue.length } })
    }
    const release = this.enter(first)
    try {
      return await inSpan(`append ${this.options.context}`, () => this.enqueue(traced(given)))
    } finally {
      release()
    }
  }

  /** The current state of streams that exist, by stream id: strongly consistent, for questions to the recording side. */
  async states<State>(streamIds: readonly string[], decider: Decider<State>): Promise<Map<string, Versioned<State>>> {
    const wanted = streamIds.map((streamId) => ({ streamId, decider: decider as unknown as Decider<unknown> }))
    const { heads } = await this.batches.read(wanted)
    return new Map([...heads].map(([id, head]) => [id, { version: head.version, state: head.state as State }]))
  }

  /** Reads these notes of one stream, as consistent as its state. */
  async notes<State>(streamId: string, decider: Decider<State>, lookups: readonly string[]): Promise<NoteReader> {
    const wanted = { streamId, decider: decider as unknown as Decider<unknown>, lookups }
    const { notes } = await this.batches.read([wanted])
    return (name) => notes.get(streamId)?.get(name)
  }

  /** By stream, the newest day on which an import claimed that its source knew something; streams without a claim are left out. */
  async newestClaims(streamIds: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.options.pool.query<{ id: string; known_on: string }>({
      name: 'newest-claims',
      text: `select stream_id as id, max(known_on)::text as known_on from event_log
        where stream_id = any($1) and known_on_claimed group by stream_id`,
      values: [streamIds],
    })
    return new Map(rows.map((row) => [row.id, row.known_on]))
  }

  /** Waits until nothing is queued or under way: for shutdown. */
  async settled(): Promise<void> {
    while (this.draining) await this.draining
  }

  private enqueue(given: Given): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.queue.push({ given, resolve, reject })
      this.draining ??= this.drain()
    })
  }

  private enter(command: Command): () => void {
    if (!command.idempotency) return () => undefined
    const key = receiptKey(command.idempotency)
    if (this.inFlight.has(key)) {
      throw new DomainError('conflict', 'request-in-flight', { figures: { key: command.idempotency.key } })
    }
    this.inFlight.add(key)
    return () => this.inFlight.delete(key)
  }

  private async drain(): Promise<void> {
    // One turn of the loop lets every command that arrived in the same read from the sockets join the first batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, BATCH_COMMANDS_MAX)
      try {
        const plan = await this.recordWithRetries(batch.map((waiting) => waiting.given))
        settle(batch, plan.results)
      } catch (error) {
        await this.recordOneByOne(batch, error as Error)
      }
    }
    this.draining = undefined
  }

  /** A fault of the whole batch must not fail commands that are not its cause. Away databases fail all of them at once. */
  private async recordOneByOne(batch: readonly Waiting[], error: Error): Promise<void> {
    if (batch.length === 1 || !isDataFault(error)) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    for (const waiting of batch) {
      try {
        settle([waiting], (await this.recordWithRetries([waiting.given])).results)
      } catch (cause) {
        waiting.reject(cause as Error)
      }
    }
  }

  private async recordWithRetries(batch: readonly Given[]): Promise<BatchPlan> {
    for (let races = 0; ; races += 1) {
      try {
        return await this.record(batch)
      } catch (error) {
        if (!isLostRace(error) || races >= RACES_MAX) throw error
      }
    }
  }

  private async record(batch: readonly Given[]): Promise<BatchPlan> {
    const client = await this.options.pool.connect()
    try {
      const stored = await this.batches.begin(client, batch.flatMap(commandsOf))
      const plan = decideBatch(batch, { ...stored, ...this.present() })
      await this.batches.write(client, plan)
      crashPoint('command-written')
      await client.query('commit')
      crashPoint('command-committed')
      client.release()
      if (plan.events.length > 0) this.options.signal.grown(this.options.context)
      return plan
    } catch (error) {
      // A connection in an unknown state is not worth saving: the pool opens a new one.
      client.release(await rollback(client))
      throw error
    }
  }

  private async decideOnly(given: Given): Promise<Outcome> {
    const basis = { ...(await this.batches.read(commandsOf(given))), ...this.present() }
    const [result] = decideBatch([given], basis).results
    if (result instanceof Error || result === undefined) throw result ?? new Error('a dry run has one result')
    return result
  }

  /** The log's own clock never runs backwards within a process, whatever the machine's does. */
  private present(): { recordedAt: string; today: string; newId: () => string } {
    this.lastRecordedMs = Math.max(this.lastRecordedMs, this.options.clock.now().getTime())
    const instant = new Date(this.lastRecordedMs)
    return {
      recordedAt: instant.toISOString(),
      today: calendarDateIn(this.options.timeZone, instant),
      newId: newEventId,
    }
  }
}

function traced(given: Given): Given {
  const traceparent = currentTraceparent()
  if (traceparent === undefined) return given
  const marked = (command: Command) => ({ ...command, origin: { ...command.origin, traceparent } })
  return 'decide' in given ? marked(given) : given.map(marked)
}

export interface Versioned<State> {
  readonly version: number
  readonly state: State
}

function settle(batch: readonly Waiting[], results: BatchPlan['results']): void {
  batch.forEach((waiting, index) => {
    const result = results[index]
    if (result instanceof Error || result === undefined) waiting.reject(result ?? new Error('a command without result'))
    else waiting.resolve(result)
  })
}

async function rollback(client: { query(text: string): Promise<unknown> }): Promise<boolean> {
  try {
    await client.query('rollback')
    return false
  } catch {
    return true
  }
}

/** 23505 is a lost race for a version or key, 40P01 and 40001 are PostgreSQL's own "try again". */
function isLostRace(error: unknown): boolean {
  return error instanceof LostRace || ['23505', '40P01', '40001'].includes(errorCodeOf(error))
}

/** Classes 22 and 23: the data of one command, not the database, is the cause. */
function isDataFault(error: unknown): boolean {
  return error instanceof LostRace || /^(22|23)/.test(errorCodeOf(error))
}
