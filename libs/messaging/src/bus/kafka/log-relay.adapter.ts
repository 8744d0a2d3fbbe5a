import type { Kafka, Message } from 'kafkajs'
import type { Pool } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { crashPoint } from '../../crash-points.config.js'
import type { LogSignal } from '../../log/log-signal.js'
import { Nap } from '../../nap.js'
import { inBatchSpan, SpanKind } from '../../tracing/spans.adapter.js'
import { headersOf } from './cloud-event-headers.js'
import type { Lag } from './group-lag.js'
import { type RelayRow, RelaySession } from './relay-session.repository.js'
import { RenewedProducer } from './renewed-producer.adapter.js'

const PAGE_EVENTS_MAX = 1_000
/** Of payload in one request; far below what a topic takes, so that a page of large events is no special case. */
const REQUEST_BYTES_MAX = 2 * 1024 * 1024
/** The safety net where no signal comes: another process wrote the log. */
const POLL_MS = 200
const STANDBY_MS = 1_000
const RETRY_MS_MIN = 100
const RETRY_MS_MAX = 5_000
/** Counting further would only cost. */
const WAITING_COUNT_MAX = 100_000

export interface LogRelayOptions {
  readonly kafka: Kafka
  /** The service: its schema and the source of its events. */
  readonly context: string
  readonly topic: string
  readonly connectionString: string
  readonly signal: LogSignal
  readonly logger: { warn(message: string): void }
}

/**
 * Hands one service's log to its topic, in commit order, every event at least once. The position moves only after the
 * brokers have acknowledged a page; while one is being sent the next is read. Commands never wait for any of this: while
 * the brokers or the database are away the relay tries again, with growing pauses, for ever. Of several processes with the
 * same service one relays and the others stand by.
 */
export class LogRelay {
  private readonly producer: RenewedProducer
  private running: Promise<void> | undefined
  private stopped = false
  private readonly nap = new Nap()
  private retryMs = RETRY_MS_MIN

  constructor(private readonly options: LogRelayOptions) {
    this.producer = new RenewedProducer(options.kafka)
  }

  start(): void {
    const stopListening = this.options.signal.listen((context) => {
      if (context === this.options.context) this.nap.nudge()
    })
    this.running = this.run().finally(stopListening)
  }

  /** Ends after the page under way. */
  async stop(): Promise<void> {
    this.stopped = true
    this.nap.nudge()
    await this.running
    await this.producer.close()
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.relay()
      } catch (error) {
        if (this.stopped) return
        const { context, logger } = this.options
        logger.warn(`the relay of ${context} tries again in ${this.retryMs} ms: ${(error as Error).message}`)
        await this.pause(this.retryMs)
        this.retryMs = Math.min(this.retryMs * 2, RETRY_MS_MAX)
      }
    }
  }

  private async relay(): Promise<void> {
    const session = await RelaySession.open(this.options)
    try {
      while (!(await session.lock())) {
        await this.pause(STANDBY_MS)
        if (this.stopped) return
      }
      await this.follow(session)
    } finally {
      await session.close()
    }
  }

  private async follow(session: RelaySession): Promise<void> {
    let from = await session.takeOver()
    let rows = await session.rowsAfter(from, PAGE_EVENTS_MAX)
    while (!this.stopped) {
      const last = rows.at(-1)
      if (!last) {
        await this.nap.upTo(POLL_MS)
        this.nap.looking()
        rows = await session.rowsAfter(from, PAGE_EVENTS_MAX)
        continue
      }
      const to: LogPosition = { xid: last.xid, position: Number(last.position) }
      const [next] = await Promise.all([session.rowsAfter(to, PAGE_EVENTS_MAX), this.sendTraced(rows)])
      crashPoint('page-sent')
      await session.move(from, to)
      from = to
      rows = next
      this.retryMs = RETRY_MS_MIN
    }
  }

  private sendTraced(rows: readonly RelayRow[]): Promise<void> {
    const span = { name: `publish ${this.options.context}`, kind: SpanKind.PRODUCER, events: rows }
    return inBatchSpan(span, () => this.send(rows))
  }

  private async send(rows: readonly RelayRow[]): Promise<void> {
    let request: Message[] = []
    let bytes = 0
    for (const row of rows) {
      const size = Buffer.byteLength(row.payload)
      if (bytes > 0 && bytes + size > REQUEST_BYTES_MAX) {
        await this.producer.send(this.options.topic, request)
        request = []
        bytes = 0
      }
      request.push({ key: row.aggregateid, value: row.payload, headers: headersOf(row, this.options.context) })
      bytes += size
    }
    await this.producer.send(this.options.topic, request)
  }

  /** However much is recorded meanwhile: only a stop ends it early. */
  private async pause(ms: number): Promise<void> {
    const untilMs = performance.now() + ms
    for (let leftMs = ms; leftMs > 0 && !this.stopped; leftMs = untilMs - performance.now()) {
      this.nap.looking()
      await this.nap.upTo(leftMs)
    }
  }
}

/**
 * How far a log's topic is behind: events the brokers have not acknowledged (counted up to 100,000), and how long ago the
 * oldest was recorded. Asked of the database, so that a relay in another process is measured too.
 */
export async function relayLag(pool: Pool, context: string, topic: string): Promise<Lag> {
  const { rows } = await pool.query<{ events: number; seconds: number }>({
    name: `relay-lag-${context}`,
    text: `select count(*)::int as events, coalesce(extract(epoch from now() - min(recorded_at)), 0)::float8 as seconds
      from (
        select log.recorded_at from ${context}.event_log log
        where (log.xid, log.position) > (
          coalesce((select xid from ${context}.relay_position where topic = $1), '0'::xid8),
          coalesce((select position from ${context}.relay_position where topic = $1), 0))
        order by log.xid, log.position limit ${WAITING_COUNT_MAX}
      ) waiting`,
    values: [topic],
  })
  return { events: rows[0]!.events, seconds: Math.max(0, rows[0]!.seconds) }
}
