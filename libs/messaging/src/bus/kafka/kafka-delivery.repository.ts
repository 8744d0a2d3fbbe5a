import type { Pool, PoolClient } from 'pg'
import type { LogPosition, RecordedEvent } from '@zhuji/contracts'
import { crashPoint } from '../../crash-points.config.js'
import { inTransaction } from '../../rows/transaction.repository.js'
import type { BusWatch } from '../bus-watch.js'
import {
  type AfterCommit,
  type BatchHandler,
  causeOf,
  type DeliveryPolicy,
  isDatabaseAway,
  isHopeless,
  PositionMoved,
  sleep,
} from '../delivery.repository.js'
import { type Burial, Inbox, type InboxItem, inboxItem } from './inbox.repository.js'
import { type Arrival, type KafkaRecord, type Reading, readRecord } from './kafka-record.js'
import { passGate } from './version-gate.js'

/** Asked before every step: throws when this process may not go on with the partition. */
export interface Turn {
  assertMine(): void
}

export interface KafkaDeliveryOptions {
  readonly pool: Pool
  readonly context: string
  readonly group: string
  readonly types: readonly string[]
  readonly handler: BatchHandler
  readonly policy: DeliveryPolicy
  readonly watch: BusWatch
  /** Resolves when the broker has the dead letters; the transaction that records them waits for it. */
  publishDead(burials: readonly Burial[]): Promise<void>
  /** Told of every wait for something that is away, so that silence is not mistaken for idleness. */
  waiting(reason: Error): void
}

interface Work {
  readonly source: string
  readonly arrivals: readonly Arrival[]
  /** Streams to look after although nothing of them arrived now. */
  readonly streamIds: readonly string[]
  /** How many wanted events may take effect. */
  readonly limit: number
}

/** The consumer itself failed, not something around it. */
class HandlerFailed extends Error {
  constructor(
    override readonly cause: Error,
    readonly eventId: string,
  ) {
    super(cause.message)
  }
}

interface Failure {
  readonly error: Error
  readonly attempts: number
  /** The first of the events that were handed over; the only one when they go one by one. */
  readonly eventId: string
}

interface Taken {
  /** The arrival made way for more, which was parked. */
  readonly more: boolean
  readonly buried: readonly Burial[]
  readonly after: AfterCommit | undefined
}

/**
 * Takes records in, each in effect exactly once however often and in whatever order they come. One transaction holds the
 * versions of the streams, what was parked or released, the dead letters and all that the consumer writes. The durable
 * steps come in this order: dead letter on its topic, the transaction's commit, the offset's commit; a crash between two
 * of them repeats the earlier one and loses nothing.
 */
export class KafkaDelivery {
  private readonly inbox: Inbox
  private readonly wanted: ReadonlySet<string>
  /** Logs whose history with this group is known to be Kafka's. */
  private readonly checked = new Set<string>()

  constructor(private readonly options: KafkaDeliveryOptions) {
    this.inbox = new Inbox(options.context, options.group)
    this.wanted = new Set(options.types)
  }

  /** Returns when every record has its effect, is parked, or is a dead letter. Throws only what `turn` throws. */
  async take(source: string, records: readonly KafkaRecord[], turn: Turn): Promise<void> {
    const arrivals = records.map((record) => readRecord(record, this.reading(source)))
    const outcome = await this.tryRepeatedly({ source, arrivals, streamIds: [], limit: Number.POSITIVE_INFINITY }, turn)
    if (!('error' in outcome)) return
    for (const arrival of arrivals) {
      let work: Work = { source, arrivals: [arrival], streamIds: [], limit: 1 }
      while (await this.takeOne(work, turn)) {
        work = { source, arrivals: [], streamIds: streamsOf(work), limit: 1 }
      }
    }
  }

  /** True when the arrival made way for more, which was parked. */
  private async takeOne(work: Work, turn: Turn): Promise<boolean> {
    let failure: Failure | undefined
    for (;;) {
      const outcome = await this.tryRepeatedly(work, turn, failure)
      if (!('error' in outcome)) return outcome.more
      failure = outcome
    }
  }

  /** With a failure given, the event that failed becomes a dead letter instead of going to the consumer again. */
  private async tryRepeatedly(work: Work, turn: Turn, failure?: Failure): Promise<Taken | Failure> {
    const { group, watch } = this.options
    const { attemptsMax, retryDelayMs, retryDelayMsMax } = this.options.policy
    let delayMs = retryDelayMs
    let attempts = 0
    for (;;) {
      turn.assertMine()
      try {
        const outcome = await inTransaction(this.options.pool, (tx) => this.apply(tx, work, failure))
        this.checked.add(work.source)
        for (const { cause } of outcome.buried) watch.buried(group, cause)
        outcome.after?.()
        return outcome
      } catch (error) {
        if (error instanceof HandlerFailed) {
          attempts += 1
          const { cause, eventId } = error
          if (attempts >= attemptsMax || isHopeless(cause)) return { error: cause, attempts, eventId }
        } else if (!(error instanceof PositionMoved)) {
          this.options.waiting(error as Error)
        }
        watch.triedAgain(group)
        await sleep(delayMs)
        delayMs = Math.min(delayMs * 2, retryDelayMsMax)
      }
    }
  }

  private async apply(tx: PoolClient, work: Work, failure: Failure | undefined): Promise<Taken> {
    const { source, arrivals, limit } = work
    if (!this.checked.has(source)) await this.inbox.assertOwnHistory(tx, source)
    const items = arrivals.flatMap((arrival) => inboxItem(arrival) ?? [])
    const state = await this.inbox.load(tx, this.reading(source), streamsOf(work))
    const gate = passGate(state, items, limit)
    await Promise.all([
      this.inbox.move(tx, source, gate.moves),
      this.inbox.park(tx, source, gate.toPark),
      this.inbox.release(tx, source, gate.released),
    ])
    const wanted = gate.passed.filter((item) => item.counts)
    // Another member may have moved the stream on since the failure: only the very event that failed is given up.
    const givenUp = failure && wanted[0]?.arrival.event?.id === failure.eventId ? failure : undefined
    const after = !givenUp && wanted.length > 0 ? await this.handle(wanted, tx) : undefined
    const unreadable = [
      ...arrivals.filter((arrival) => !arrival.envelope),
      ...[...gate.passed, ...gate.toPark].map((item) => item.arrival),
    ].flatMap(faultBurial)
    const failed = givenUp ? wanted.map((item) => failureBurial(item, givenUp)) : []
    const buried = await this.inbox.bury(tx, source, [...unreadable, ...failed])
    if (buried.length > 0) {
      await this.options.publishDead(buried)
      crashPoint('dead-letter-sent')
    }
    // Last, because members of one group share this row and wait for each other from here to the commit.
    const furthest = furthestOf(gate.passed)
    if (furthest) await this.inbox.noteFurthest(tx, source, furthest)
    if (wanted.length > 0) crashPoint('batch-written', this.options.group)
    return { more: gate.more, buried, after }
  }

  private async handle(items: readonly InboxItem[], tx: PoolClient): Promise<AfterCommit | undefined> {
    try {
      const events = items.map((item): RecordedEvent => item.arrival.event!)
      return (await this.options.handler(events, tx)) ?? undefined
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      const cause = error instanceof Error ? error : new Error(String(error))
      throw new HandlerFailed(cause, items[0]!.arrival.event!.id)
    }
  }

  private reading(source: string): Reading {
    return { source, wanted: this.wanted }
  }
}

function streamsOf({ arrivals, streamIds }: Work): string[] {
  return [...new Set([...streamIds, ...arrivals.flatMap(({ envelope }) => envelope?.streamId ?? [])])]
}

function faultBurial(arrival: Arrival): Burial[] {
  return arrival.fault ? [{ arrival, cause: arrival.fault.cause, message: arrival.fault.message, attempts: 1 }] : []
}

function failureBurial({ arrival }: InboxItem, { error, attempts }: Failure): Burial {
  return { arrival, cause: causeOf(error), message: error.message, attempts }
}

function furthestOf(items: readonly InboxItem[]): LogPosition | undefined {
  const positions = items.flatMap(({ arrival }) => arrival.envelope?.position ?? [])
  const after = (a: LogPosition, b: LogPosition): boolean =>
    a.xid === b.xid ? a.position > b.position : BigInt(a.xid) > BigInt(b.xid)
  return positions.reduce<LogPosition | undefined>(
    (last, next) => (last && !after(next, last) ? last : next),
    undefined,
  )
}
