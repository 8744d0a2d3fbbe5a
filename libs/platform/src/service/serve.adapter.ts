import type { DynamicModule, OnApplicationShutdown, Type } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { Pool } from 'pg'
import type { PlatformConfig } from '../config/platform.config.js'
import { createHttpApp } from '../http/http-app.adapter.js'
import { startTracing } from '../tracing/start-tracing.adapter.js'
import { traceRequests } from '../tracing/request-spans.adapter.js'
import { assertBusConfigured, eventBus } from './event-bus.adapter.js'
import { type System, SystemModule } from './system.module.js'

export interface ServeOptions {
  readonly title: string
  readonly modules: readonly Type[]
  readonly config: PlatformConfig
  readonly system: System
  /** The place to mount what is no service: the issuer, the console. Runs before initialisation. */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void>
}

/** Assembles services into one process: HTTP on one port, consumers on the bus the configuration names. Does not listen. */
export async function serve(options: ServeOptions): Promise<NestFastifyApplication> {
  const { title, config, system, modules, prepare } = options
  assertBusConfigured(config)
  const { otelExporterOtlpEndpoint: endpoint } = config
  const stopTracing = endpoint && (await startTracing({ endpoint, service: title }))
  class Process {}
  const logPools = new LogPools(system)
  const root: DynamicModule = {
    module: Process,
    imports: [SystemModule.with(system), ...modules],
    providers: [
      { provide: LogPools, useValue: logPools },
      // Ends last of all, as this is the root: what the others do while they stop is still told.
      ...(stopTracing ? [{ provide: 'tracing', useValue: { onApplicationShutdown: stopTracing } }] : []),
    ],
  }
  const app = await createHttpApp(root, {
    title,
    config,
    prepare: async (preparing) => {
      if (stopTracing) traceRequests(preparing.getHttpAdapter().getInstance())
      await prepare?.(preparing)
    },
  })
  const logPool = (context: string): Pool => logPools.of(context)
  app.connectMicroservice({ strategy: eventBus({ app, config, system, logPool }) })
  await app.startAllMicroservices()
  return app
}

/** Connections to the logs of services that run elsewhere; they end after the bus has stopped reading. */
class LogPools implements OnApplicationShutdown {
  private readonly pools = new Map<string, Pool>()

  constructor(private readonly system: System) {}

  of(context: string): Pool {
    const known = this.pools.get(context)
    if (known) return known
    const pool = new Pool({ connectionString: this.system.databaseUrl(context), max: 2 })
    // An idle connection that breaks is no fault of any reader, and the pool replaces it; unheard it would end the process.
    pool.on('error', () => undefined)
    this.pools.set(context, pool)
    return pool
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()))
  }
}
