import { Logger } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { CustomTransportStrategy, Server } from '@nestjs/microservices'
import type { Pool } from 'pg'
import { EmbeddedBus, KafkaBus, LogSignal, ServiceDirectory } from '@zhuji/messaging'
import { kafkaFaults, kafkaSecurity } from '../config/kafka.config.js'
import type { PlatformConfig } from '../config/platform.config.js'
import { ConfigError } from '../config/read.config.js'
import { HealthChecks } from '../health/index.js'
import { busWatch, measureKafka } from '../metrics/bus-metrics.adapter.js'
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

/** Throws a ConfigError when the configuration asks for Kafka and does not say how to reach it. Asked before anything starts. */
export function assertBusConfigured(config: PlatformConfig): void {
  const faults = config.bus === 'kafka' ? kafkaFaults(config) : []
  if (faults.length > 0) throw new ConfigError(faults)
}

/** The bus the configuration names, with what an operator watches of it. */
export function eventBus(options: EventBusOptions): Server & CustomTransportStrategy {
  const { app, config, system } = options
  const directory = app.get(ServiceDirectory)
  const signal = app.get(LogSignal)
  const metrics = app.get(Metrics)
  const watch = busWatch(metrics)
  if (config.bus === 'embedded')
    return new EmbeddedBus({ directory, signal, watch, logPool: (context) => options.logPool(context) })
  const bus = new KafkaBus({
    directory,
    signal,
    watch,
    brokers: config.kafkaBrokers,
    security: kafkaSecurity(config),
    namespace: config.kafkaNamespace,
    relays: config.relay === 'on',
    databaseUrl: (context) => system.databaseUrl(context),
    onFatal: endProcess(app),
  })
  measureKafka(() => bus.figures(), metrics)
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
