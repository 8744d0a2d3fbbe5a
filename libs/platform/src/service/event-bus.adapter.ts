import { Logger } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { CustomTransportStrategy, Server } from '@nestjs/microservices'
import type { Pool } from 'pg'
import { EmbeddedBus, KafkaBus, type KafkaFigures, LogSignal, ServiceDirectory } from '@zhuji/messaging'
import type { PlatformConfig } from '../config/platform.config.js'
import { ConfigError } from '../config/read.config.js'
import { HealthChecks } from '../health/index.js'
import { Metrics } from '../metrics/metrics.adapter.js'
import type { System } from './system.module.js'

export interface EventBusOptions {
  readonly app: NestFastifyApplication
  readonly config: PlatformConfig
  readonly system: System
  /** Where the embedded bus reads the log of a service that does not run in this process. */
  logPool(context: string): Pool
}

const STOP_MS_MAX = 24_000

/** Throws a ConfigError when the configuration asks for Kafka and names no broker. Asked before anything is started. */
export function assertBusConfigured({ bus, kafkaBrokers }: PlatformConfig): void {
  if (bus !== 'kafka' || kafkaBrokers.length > 0) return
  throw new ConfigError([{ variable: 'KAFKA_BROKERS', rule: 'needed with BUS=kafka: host:port,…', value: '(unset)' }])
}

/** The bus the configuration names, with what an operator watches of it. */
export function eventBus(options: EventBusOptions): Server & CustomTransportStrategy {
  const { app, config, system } = options
  const directory = app.get(ServiceDirectory)
  const signal = app.get(LogSignal)
  if (config.bus === 'embedded')
    return new EmbeddedBus({ directory, signal, logPool: (context) => options.logPool(context) })
  const bus = new KafkaBus({
    directory,
    signal,
    brokers: config.kafkaBrokers,
    namespace: config.kafkaNamespace,
    relays: config.relay === 'on',
    databaseUrl: (context) => system.databaseUrl(context),
    onFatal: endProcess(app),
  })
  measure(bus, app.get(Metrics))
  return bus
}

/** A process that reads nothing any more looks healthy from outside: it says why, is not ready, and ends. */
function endProcess(app: NestFastifyApplication): (error: Error) => void {
  const health = app.get(HealthChecks)
  const logger = new Logger('EventBus')
  let ending = false
  return (error) => {
    logger.error(`consuming has ended for good: ${error.message}; ending the process`, error.stack)
    if (ending) return
    ending = true
    health.register('event bus', async () => {
      throw error
    })
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
    void end(app, logger)
  }
}

async function end(app: NestFastifyApplication, logger: Logger): Promise<never> {
  try {
    await app.close()
  } catch (error) {
    logger.error('the stop was not clean', error)
  }
  process.exit(1)
}

/** One look at the databases for all gauges of one scrape. */
const FIGURES_MS_MAX = 1_000

function measure(bus: KafkaBus, metrics: Metrics): void {
  let asked: { readonly at: number; readonly figures: Promise<KafkaFigures> } | undefined
  const ask = async (): Promise<KafkaFigures> => {
    if (!asked || performance.now() - asked.at > FIGURES_MS_MAX) {
      // A scrape while a database is away shows no figure of ours rather than none at all.
      asked = { at: performance.now(), figures: bus.figures().catch(() => ({ relays: [], groups: [] })) }
    }
    return asked.figures
  }
  const relays = { labelNames: ['service'] as const }
  metrics.gauge({
    name: 'zhuji_relay_waiting_events',
    help: 'Events recorded but not acknowledged by the brokers yet.',
    ...relays,
    async collect() {
      this.reset()
      for (const { context, events } of (await ask()).relays) this.set({ service: context }, events)
    },
  })
  metrics.gauge({
    name: 'zhuji_relay_lag_seconds',
    help: 'Age of the oldest event the brokers have not acknowledged.',
    ...relays,
    async collect() {
      this.reset()
      for (const { context, seconds } of (await ask()).relays) this.set({ service: context }, seconds)
    },
  })
  metrics.gauge({
    name: 'zhuji_consumer_lag_events',
    help: 'Records on the partitions held here that the group has not taken in.',
    labelNames: ['group'] as const,
    async collect() {
      this.reset()
      for (const { group, lag } of (await ask()).groups) this.set({ group }, lag)
    },
  })
  metrics.gauge({
    name: 'zhuji_consumer_parked_events',
    help: 'Events kept because one before them in their stream has not come; above zero for long, something is lost.',
    labelNames: ['group'] as const,
    async collect() {
      this.reset()
      for (const { group, parked } of (await ask()).groups) this.set({ group }, parked)
    },
  })
}
