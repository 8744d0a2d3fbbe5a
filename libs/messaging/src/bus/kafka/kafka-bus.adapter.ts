import { setTimeout as pause } from 'node:timers/promises'
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices'
import type { Kafka } from 'kafkajs'
import { contexts, definitionOf } from '@zhuji/contracts'
import type { LogSignal } from '../../log/log-signal.js'
import { type BusWatch, UNWATCHED } from '../bus-watch.js'
import type { ConsumptionExtras } from '../consumes.decorator.js'
import { DEFAULT_POLICY, sleep } from '../delivery.repository.js'
import { asBatchHandler } from '../embedded-bus.adapter.js'
import type { RunningService, ServiceDirectory } from '../service-directory.adapter.js'
import { DeadLetters } from './dead-letters.adapter.js'
import { GroupConsumer } from './group-consumer.adapter.js'
import type { Lag } from './group-lag.js'
import { kafkaClient, type KafkaSecurity, mayPass } from './kafka-client.adapter.js'
import { KafkaDelivery } from './kafka-delivery.repository.js'
import { ensureTopics } from './kafka-topics.adapter.js'
import { LogRelay, relayLag } from './log-relay.adapter.js'
import { RenewedProducer } from './renewed-producer.adapter.js'
import { deadLetterTopicPlan, DEFAULT_NAMESPACE, eventTopic, eventTopicPlans, kafkaGroup } from './topics.js'

const RETRY_MS_MAX = 5_000
/** A stop that takes longer is left to the end of the process; what was not committed or sent comes again. */
const STOP_MS_MAX = 15_000

export interface KafkaBusOptions {
  readonly directory: ServiceDirectory
  readonly signal: LogSignal
  readonly brokers: readonly string[]
  readonly security?: KafkaSecurity
  /** Stands in front of topics (and, unless it is the default, of groups) where installations share brokers. */
  readonly namespace?: string
  /** False where something else takes the events from the logs to the topics. */
  readonly relays?: boolean
  databaseUrl(context: string): string
  readonly watch?: BusWatch
  /** A group of this process will read nothing any more: the process is of no use and should end. */
  onFatal(error: Error): void
}

/** What an operator watches, by service and by group. */
export interface KafkaFigures {
  readonly relays: readonly (Lag & { readonly context: string })[]
  readonly groups: readonly (Lag & { readonly group: string; readonly parked: number })[]
}

interface Group {
  readonly name: string
  readonly service: RunningService
  readonly contexts: readonly string[]
  readonly consumer: GroupConsumer
}

/**
 * One process's side of Kafka: the relays of the logs of its services, and its consumer groups. Same promises as the
 * embedded bus, by the same suite. It starts and stays up without brokers and goes on when they come.
 */
export class KafkaBus extends Server implements CustomTransportStrategy {
  private readonly kafka: Kafka
  private readonly namespace: string
  private readonly deadLetterProducer: RenewedProducer
  private groups: readonly Group[] = []
  private relays: readonly LogRelay[] = []
  private starting: Promise<void> | undefined
  private stopped = false

  constructor(private readonly options: KafkaBusOptions) {
    super()
    this.kafka = kafkaClient(options.brokers, options.security)
    this.namespace = options.namespace ?? DEFAULT_NAMESPACE
    this.deadLetterProducer = new RenewedProducer(this.kafka)
  }

  listen(callback: () => void): void {
    this.groups = [...this.messageHandlers].map(([group, handler]) => this.groupFor(group, handler))
    this.relays = this.relayed().map(({ context }) => this.relayFor(context))
    this.starting = this.start()
    callback()
  }

  async close(): Promise<void> {
    this.stopped = true
    await Promise.race([this.stopEverything(), pause(STOP_MS_MAX, undefined, { ref: false })])
  }

  private async stopEverything(): Promise<void> {
    await this.starting
    await Promise.all([...this.relays, ...this.groups.map((group) => group.consumer)].map((part) => part.stop()))
    await this.deadLetterProducer.close()
  }

  on(): never {
    throw new Error('the Kafka bus has no events to listen to')
  }

  unwrap<T>(): T {
    return this.kafka as T
  }

  async figures(): Promise<KafkaFigures> {
    const relays = this.relayed().map(async ({ context, pool }) => ({
      context,
      ...(await relayLag(pool, context, eventTopic(context, this.namespace))),
    }))
    const groups = this.groups.map(async ({ name, service, consumer }) => ({
      group: name,
      ...consumer.lag(),
      parked: await parkedOf(service, name),
    }))
    return { relays: await Promise.all(relays), groups: await Promise.all(groups) }
  }

  /** Those that run here and have events of their own. */
  private recording(): readonly RunningService[] {
    const known: readonly string[] = contexts
    return this.options.directory.all().filter(({ context }) => known.includes(context))
  }

  /** Nobody moves the position of a log that something else relays: its lag would be an invention. */
  private relayed(): readonly RunningService[] {
    return (this.options.relays ?? true) ? this.recording() : []
  }

  private async start(): Promise<void> {
    await this.ensureTopics()
    if (this.stopped) return
    for (const relay of this.relays) relay.start()
    for (const { consumer } of this.groups) consumer.start()
  }

  private async ensureTopics(): Promise<void> {
    const own = this.recording().map(({ context }) => context)
    const wanted = new Set([...own, ...this.groups.flatMap((group) => group.contexts)])
    const dead = this.groups.flatMap((group) =>
      group.contexts.map((context) => deadLetterTopicPlan(eventTopic(context, this.namespace), group.name)),
    )
    const plans = [...eventTopicPlans(this.namespace, [...wanted]), ...dead]
    for (let delayMs = 100; !this.stopped; delayMs = Math.min(delayMs * 2, RETRY_MS_MAX)) {
      try {
        await ensureTopics(this.kafka, plans)
        return
      } catch (error) {
        if (!mayPass(error)) return this.options.onFatal(error as Error)
        this.logger.warn(`topics cannot be looked up yet: ${(error as Error).message}`)
        await sleep(delayMs)
      }
    }
  }

  private groupFor(name: string, handler: MessageHandler): Group {
    const service = this.options.directory.get(name.split('.')[0]!)
    const { types, paceMs } = handler.extras as ConsumptionExtras
    const sources = [...new Set(types.map((type) => definitionOf(type)!.context))]
    const { watch = UNWATCHED } = this.options
    const deadLetters = new DeadLetters(this.deadLetterProducer, name)
    const delivery = new KafkaDelivery({
      ...service,
      group: name,
      types,
      handler: asBatchHandler(name, handler),
      policy: DEFAULT_POLICY,
      watch,
      publishDead: (burials) => deadLetters.publish(burials),
      waiting: (reason) => this.logger.warn(`${name} waits: ${reason.message}`),
    })
    const consumer = new GroupConsumer({
      kafka: this.kafka,
      group: name,
      groupId: kafkaGroup(name, this.namespace),
      sources: new Map(sources.map((context) => [eventTopic(context, this.namespace), context])),
      delivery,
      paceMs,
      watch,
      logger: this.logger,
      onFatal: (error) => this.options.onFatal(error),
    })
    return { name, service, contexts: sources, consumer }
  }

  private relayFor(context: string): LogRelay {
    return new LogRelay({
      kafka: this.kafka,
      context,
      topic: eventTopic(context, this.namespace),
      connectionString: this.options.databaseUrl(context),
      signal: this.options.signal,
      logger: this.logger,
    })
  }
}

async function parkedOf({ pool, context }: RunningService, group: string): Promise<number> {
  const { rows } = await pool.query<{ parked: number }>(
    `select count(*)::int as parked from ${context}.parked_event where consumer_group = $1`,
    [group],
  )
  return rows[0]!.parked
}
