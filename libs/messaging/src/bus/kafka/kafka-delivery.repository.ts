import type { Pool, PoolClient } from 'pg'
import type { LogPosition, RecordedEvent } from '@zhuji/contracts'
import { crashPoint } from '../../crash-points.config.js'
import { inTransaction } from '../../rows/transaction.repository.js'
import type { BusWatch } from '../bus-watch.js'
import {
  type AfterCommit,
  type BatchHandler,
  type DeliveryPolicy,
  isDatabaseAway,
  isHopeless,
  PositionMoved,
  sleep,
} from '../delivery.repository.js'
import { type Burial, burialsOf, type Failure, Inbox, type InboxItem, inboxItem } from './inbox.repository.js'
import { type Arrival, type KafkaRecord, type Reading, readRecord } from './kafka-record.js'
import { inOrderOfRecording } from './order-of-recording.js'
import { type GateOutcome, passGate } from './version-gate.js'

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

/** Records of one log's topic, in the order of their partition. */
export interface Arriving {
  readonly source: string
  readonly records: readonly KafkaRecord[]
}

interface Part {
  readonly source: string
  readonly arrivals: readonly Arrival[]
  /** Streams to look after although nothing of them arrived now. */
  readonly streamIds: readonly string[]
}

interface Work {
  /** One for each log. */
  readonly parts: readonly Part[]
  /** How many wanted events may take effect. */
  readonly limit: number
}

interface Passed {
  readonly part: Part
  readonly gate: GateOutcome<InboxItem>
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
  async take(arriving: readonly Arriving[], turn: Turn): Promise<void> {
    const parts = this.partsOf(arriving)
    const outcome = await this.tryRepeatedly({ parts, limit: Number.POSITIVE_INFINITY }, turn)
    if (!('error' in outcome)) return
    for (const { source, arrivals } of parts) {
      for (const arrival of arrivals) await this.takeByItself({ source, arrivals: [arrival], streamIds: [] }, turn)
    }
  }

  /** One for each log, in one order: two members that hold partitions for a moment together lock rows in the same. */
  private partsOf(arriving: readonly Arriving[]): Part[] {
    const bySource = new Map<string, Arrival[]>()
    for (const { source, records } of arriving) {
      const arrivals = bySource.get(source) ?? []
      bySource.set(source, arrivals)
      for (const record of records) arrivals.push(readRecord(record, this.reading(source)))
    }
    const sources = [...bySource.keys()].toSorted()
    return sources.map((source) => ({ source, arrivals: bySource.get(source)!, streamIds: [] }))
  }

  private async takeByItself(part: Part, turn: Turn): Promise<void> {
    let next = part
    while (await this.takeOne({ parts: [next], limit: 1 }, turn)) {
      next = { source: part.source, arrivals: [], streamIds: streamsOf(next) }
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
        for (const { source } of work.parts) this.checked.add(source)
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

  private async apply(tx: PoolClient, { parts, limit }: Work, failure: Failure | undefined): Promise<Taken> {
    const passed = await this.pass(tx, parts, limit)
    const counting = passed.map(({ gate }) => gate.passed.filter((item) => item.counts))
    const wanted = inOrderOfRecording(counting, ({ arrival }) => arrival.event!.recordedAt)
    // Another member may have moved the stream on since the failure: only the very event that failed is given up.
    const givenUp = failure && wanted[0]?.arrival.event?.id === failure.eventId ? failure : undefined
    const after = !givenUp && wanted.length > 0 ? await this.handle(wanted, tx) : undefined
    const buried: Burial[] = []
    for (const each of passed) buried.push(...(await this.inbox.bury(tx, each.part.source, burialsOf(each, givenUp))))
    if (buried.length > 0) {
      await this.options.publishDead(buried)
      crashPoint('dead-letter-sent')
    }
    // Last, because members of one group share these rows and wait for each other from here to the commit.
    await Promise.all(passed.map((each) => this.noteFurthest(tx, each)))
    if (wanted.length > 0) crashPoint('batch-written', this.options.group)
    return { more: passed.some(({ gate }) => gate.more), buried, after }
  }

  /** Step by step for all parts at once: after a failure nothing may still be sent on a connection that was given back. */
  private async pass(tx: PoolClient, parts: readonly Part[], limit: number): Promise<Passed[]> {
    const unchecked = parts.filter(({ source }) => !this.checked.has(source))
    await Promise.all(unchecked.map(({ source }) => this.inbox.assertOwnHistory(tx, source)))
    const states = await Promise.all(
      parts.map((part) => this.inbox.load(tx, this.reading(part.source), streamsOf(part))),
    )
    const passed = parts.map((part, index) => {
      const items = part.arrivals.flatMap((arrival) => inboxItem(arrival) ?? [])
      return { part, gate: passGate(states[index]!, items, limit) }
    })
    await Promise.all(
      passed.flatMap(({ part: { source }, gate }) => [
        this.inbox.move(tx, source, gate.moves),
        this.inbox.park(tx, source, gate.toPark),
        this.inbox.release(tx, source, gate.released),
      ]),
    )
    return passed
  }

  private async noteFurthest(tx: PoolClient, { part, gate }: Passed): Promise<void> {
    const furthest = furthestOf(gate.passed)
    if (furthest) await this.inbox.noteFurthest(tx, part.source, furthest)
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

function streamsOf({ arrivals, streamIds }: Part): string[] {
  return [...new Set([...streamIds, ...arrivals.flatMap(({ envelope }) => envelope?.streamId ?? [])])]
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
