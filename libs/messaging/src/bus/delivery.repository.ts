import type { Pool, PoolClient } from 'pg'
import type { LogPosition, RecordedEvent } from '@zhuji/contracts'
import { DomainError, errorCodeOf } from '@zhuji/kernel'
import { crashPoint } from '../crash-points.config.js'
import { LOG_START } from '../log/log-reader.repository.js'
import type { MergedPage, Move } from '../log/merged-logs.repository.js'
import { inTransaction } from '../rows/transaction.repository.js'
import { type BusWatch, UNWATCHED } from './bus-watch.js'

/** What a consumer wants done as soon as its batch is in effect; lost with the process, so only hints may be given here. */
export type AfterCommit = () => void

/** Takes one batch in; what it writes through `tx` shares the transaction with the group's position. */
export type BatchHandler = (events: readonly RecordedEvent[], tx: PoolClient) => Promise<AfterCommit | void>

/** Events of one or more logs, and the positions that hold once they have been taken in. */
export type Batch = MergedPage

export interface DeliveryPolicy {
  readonly attemptsMax: number
  readonly retryDelayMs: number
  readonly retryDelayMsMax: number
}

export const DEFAULT_POLICY: DeliveryPolicy = { attemptsMax: 3, retryDelayMs: 50, retryDelayMsMax: 5_000 }

/** Another process of the same group moved the position: our view of it is old and nothing was written. */
export class PositionMoved extends Error {
  constructor(readonly group: string) {
    super(`another consumer of ${group} moved its position`)
    this.name = 'PositionMoved'
  }
}

/** The group's read model was filled by the other bus; it has to be built anew, under a new group, before it reads this one. */
export class BusChanged extends Error {
  constructor(group: string, source: string) {
    super(`${group} has read ${source} over another bus so far; rebuild it under a new group name`)
    this.name = 'BusChanged'
  }
}

/**
 * Hands batches to one consumer group's handler, each in one transaction with the group's position, so that an event is in
 * effect exactly once however often it is delivered. Errors are never acknowledged away: a lost database is waited for;
 * anything else is tried again a few times, then event by event, and an event that still fails becomes a dead letter.
 */
export class Delivery {
  private stopped = false

  constructor(
    private readonly pool: Pool,
    private readonly context: string,
    readonly group: string,
    private readonly handler: BatchHandler,
    private readonly watch: BusWatch = UNWATCHED,
    private readonly policy: DeliveryPolicy = DEFAULT_POLICY,
  ) {}

  stop(): void {
    this.stopped = true
  }

  async position(source: string): Promise<LogPosition> {
    const { rows } = await this.pool.query<{ xid: string; position: string; over_kafka: boolean }>(
      `select xid::text as xid, position::text as position, exists (
         select from ${this.context}.consumer_stream where consumer_group = $1 and source = $2) as over_kafka
       from ${this.context}.consumer_cursor where consumer_group = $1 and source = $2`,
      [this.group, source],
    )
    if (rows[0]?.over_kafka) throw new BusChanged(this.group, source)
    return rows[0] ? { xid: rows[0].xid, position: Number(rows[0].position) } : LOG_START
  }

  /** Returns when the batch is in effect (or its bad events are dead letters); throws PositionMoved, or when stopped. */
  async take(batch: Batch): Promise<void> {
    const failure = await this.tryRepeatedly(batch)
    if (!failure) return
    if (batch.events.length === 0) throw failure
    if (batch.events.length === 1) return this.bury(batch, failure)
    for (const one of oneByOne(batch)) await this.take(one)
  }

  /** Undefined once it went in; the last error when the attempts are used up. */
  private async tryRepeatedly(batch: Batch): Promise<Error | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const after = await this.inTransaction(batch, async (tx) =>
          batch.events.length > 0 ? this.handler(batch.events, tx) : undefined,
        )
        after?.()
        return undefined
      } catch (error) {
        if (error instanceof PositionMoved || this.stopped) throw error
        const away = isDatabaseAway(error)
        if (!away && (attempt >= this.policy.attemptsMax || isHopeless(error))) return error as Error
        this.watch.triedAgain(this.group)
        await sleep(Math.min(this.policy.retryDelayMs * 2 ** (attempt - 1), this.policy.retryDelayMsMax))
      }
    }
  }

  private async bury(batch: Batch, failure: Error): Promise<void> {
    const event = batch.events[0]!
    const cause = causeOf(failure)
    await this.inTransaction(batch, async (tx) => {
      await tx.query(
        `insert into ${this.context}.dead_letter
           (consumer_group, source, event_id, key, type, cause, message, attempts, event)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          this.group,
          event.source,
          event.id,
          event.key,
          event.type,
          cause,
          failure.message,
          isHopeless(failure) ? 1 : this.policy.attemptsMax,
          JSON.stringify(event),
        ],
      )
    })
    this.watch.buried(this.group, cause)
  }

  private async inTransaction<T>(batch: Batch, work: (tx: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.pool, async (tx) => {
      await Promise.all(batch.moves.map((move) => this.move(tx, move)))
      const result = await work(tx)
      crashPoint('batch-written', this.group)
      return result
    })
  }

  /** Moving the position first locks it: of two processes with the same group one waits here and then finds it moved. */
  private async move(tx: PoolClient, { source, from, end }: Move): Promise<void> {
    const first = from.xid === LOG_START.xid && from.position === LOG_START.position
    const { rowCount } = await tx.query({
      name: first ? 'cursor-create' : 'cursor-move',
      text: first
        ? `insert into ${this.context}.consumer_cursor (consumer_group, source, xid, position)
           select $1, $2, $5::xid8, $6 where $3 = '0' and $4 = 0
           on conflict do nothing`
        : `update ${this.context}.consumer_cursor set xid = $5::xid8, position = $6
           where consumer_group = $1 and source = $2 and xid = $3::xid8 and position = $4`,
      values: [this.group, source, from.xid, from.position, end.xid, end.position],
    })
    if (rowCount !== 1) throw new PositionMoved(this.group)
  }
}

/** Each event as a batch of its own; the last one carries what else was moved. */
function* oneByOne({ events, moves }: Batch): Generator<Batch> {
  const left = new Map(moves.map((move) => [move.source, move]))
  for (const event of events.slice(0, -1)) {
    const move = left.get(event.source)!
    yield { events: [event], moves: [{ ...move, end: event.position }] }
    left.set(event.source, { ...move, from: event.position })
  }
  yield { events: events.slice(-1), moves: [...left.values()] }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Connection classes 08 and 57P, a server short of disk, memory or connections (53) or failing below (58), a transaction
 * that had to make way for another (40) or in which a process slept too long (25P03-4), and the socket errors of a server
 * that is not there. None of them is the fault of an event.
 */
export function isDatabaseAway(error: unknown): boolean {
  const code = errorCodeOf(error)
  if (/^(08|40|53|57P|58|25P0[34])/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code))
    return true
  return error instanceof Error && AWAY_MESSAGE.test(error.message)
}

/** What the driver says without a code. */
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** What a dead letter is filed under. */
export function causeOf(failure: Error): string {
  return failure instanceof DomainError ? failure.slug : failure.name
}

/** A broken rule stays broken: trying again would only delay the events behind it. */
export function isHopeless(error: unknown): boolean {
  return error instanceof DomainError && error.kind !== 'unavailable'
}
