import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices'
import type { Pool, PoolClient } from 'pg'
import { lastValueFrom } from 'rxjs'
import { definitionOf, type RecordedEvent } from '@zhuji/contracts'
import type { LogSignal } from '../log/log-signal.js'
import { inBatchSpan, SpanKind } from '../tracing/spans.adapter.js'
import { LogReader } from '../log/log-reader.repository.js'
import { MergedLogs } from '../log/merged-logs.repository.js'
import { Nap } from '../nap.js'
import { type BusWatch, UNWATCHED } from './bus-watch.js'
import type { ConsumptionExtras } from './consumes.decorator.js'
import {
  type AfterCommit,
  type BatchHandler,
  Delivery,
  isDatabaseAway,
  PositionMoved,
  sleep,
} from './delivery.repository.js'
import type { ServiceDirectory } from './service-directory.adapter.js'

/** Above this a batch only costs memory and lag. */
const BATCH_EVENTS_MAX = 4_000
/** The safety net where no signal comes: another process wrote the log. */
const POLL_MS = 200

export interface EmbeddedBusOptions {
  readonly directory: ServiceDirectory
  readonly signal: LogSignal
  /** Where to read the log of a service that does not run in this process. */
  logPool(context: string): Pool
  readonly watch?: BusWatch
}

/**
 * The bus without a broker: each consumer group reads the producers' logs in PostgreSQL, in commit-safe order, and keeps
 * its position in its own schema. Same promises as the Kafka adapter, by the same suite.
 */
export class EmbeddedBus extends Server implements CustomTransportStrategy {
  private readonly groups: GroupReader[] = []
  private stopListening: (() => void) | undefined

  constructor(private readonly options: EmbeddedBusOptions) {
    super()
  }

  listen(callback: () => void): void {
    for (const [group, handler] of this.messageHandlers) this.groups.push(this.readerFor(group, handler))
    this.stopListening = this.options.signal.listen((context) => {
      for (const group of this.groups) group.wake(context)
    })
    for (const group of this.groups) group.start()
    callback()
  }

  async close(): Promise<void> {
    this.stopListening?.()
    await Promise.all(this.groups.map((group) => group.stop()))
  }

  on(): never {
    throw new Error('the embedded bus has no events to listen to')
  }

  unwrap<T>(): T {
    return this.groups as T
  }

  private readerFor(group: string, handler: MessageHandler): GroupReader {
    const context = group.split('.')[0]!
    const { pool } = this.options.directory.get(context)
    const { types, paceMs } = handler.extras as ConsumptionExtras
    const sources = [...new Set(types.map((type) => definitionOf(type)!.context))]
    const readers = sources.map((source) => new LogReader(this.poolOf(source), source))
    const { watch = UNWATCHED } = this.options
    const delivery = new Delivery(pool, context, group, asBatchHandler(group, handler), watch)
    return new GroupReader({ delivery, readers, types, paceMs, watch, logger: this.logger })
  }

  private poolOf(source: string): Pool {
    return this.options.directory.find(source)?.pool ?? this.options.logPool(source)
  }
}

/** Nest hands back a promise of an observable; what it emits last is what the consumer returned. */
export function asBatchHandler(group: string, handler: MessageHandler): BatchHandler {
  return (events: readonly RecordedEvent[], tx: PoolClient) =>
    inBatchSpan({ name: `take in ${group}`, kind: SpanKind.CONSUMER, events }, async () => {
      const outcome: unknown = await handler(events, tx)
      const given = isObservable(outcome) ? await lastValueFrom(outcome, { defaultValue: undefined }) : outcome
      return typeof given === 'function' ? (given as AfterCommit) : undefined
    })
}

function isObservable(value: unknown): value is Parameters<typeof lastValueFrom>[0] {
  return typeof (value as { subscribe?: unknown } | undefined)?.subscribe === 'function'
}

interface GroupReaderOptions {
  readonly delivery: Delivery
  readonly readers: readonly LogReader[]
  readonly types: readonly string[]
  readonly paceMs: number
  readonly watch: BusWatch
  readonly logger: { error(message: string): void; warn(message: string): void }
}

/** One group's loop: its logs are read as one, one batch at a time, so that its own transactions never overlap. */
class GroupReader {
  private readonly logs: MergedLogs
  private running: Promise<void> | undefined
  private stopped = false
  /** Logs that were said to have grown since they were read; the others are looked at now and then. */
  private stirred = new Set<string>()
  private allReadMs = -Infinity
  private readonly nap = new Nap()

  constructor(private readonly options: GroupReaderOptions) {
    const { delivery, readers, types } = options
    this.logs = new MergedLogs(readers, types, (source) => delivery.position(source))
  }

  start(): void {
    this.running = this.run()
  }

  wake(context: string): void {
    if (!this.options.readers.some((reader) => reader.context === context)) return
    this.stirred.add(context)
    this.nap.nudge()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.options.delivery.stop()
    this.nap.nudge()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        this.nap.looking()
        if (!(await this.step())) await this.nap.upTo(POLL_MS)
      } catch (error) {
        if (this.stopped) return
        await this.recover(error)
      }
    }
  }

  private async step(): Promise<boolean> {
    const { delivery, watch, paceMs } = this.options
    const { events, moves } = await this.logs.next(BATCH_EVENTS_MAX, this.worthReading())
    if (moves.length === 0) return false
    const started = performance.now()
    await delivery.take({ events, moves })
    const tookMs = performance.now() - started
    watch.tookIn(delivery.group, { events: events.length, seconds: tookMs / 1_000 })
    if (events.length < BATCH_EVENTS_MAX && tookMs < paceMs) await sleep(paceMs - tookMs)
    return true
  }

  /** Undefined for all: where no signal comes, another process wrote the log. */
  private worthReading(): ReadonlySet<string> | undefined {
    const { stirred } = this
    this.stirred = new Set()
    const nowMs = performance.now()
    if (nowMs - this.allReadMs < POLL_MS) return stirred
    this.allReadMs = nowMs
    return undefined
  }

  private async recover(error: unknown): Promise<void> {
    this.logs.forget()
    if (error instanceof PositionMoved) return
    const { delivery, logger } = this.options
    const message = `${delivery.group}: ${error instanceof Error ? error.message : String(error)}`
    if (isDatabaseAway(error)) logger.warn(message)
    else logger.error(message)
    await sleep(POLL_MS)
  }
}
