import type { DynamicModule, Type } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { Pool } from 'pg'
import { EmbeddedBus, LogSignal, ServiceDirectory } from '@zhuji/messaging'
import type { PlatformConfig } from '../config/platform.config.js'
import { createHttpApp } from '../http/http-app.adapter.js'
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
  class Process {}
  const root: DynamicModule = { module: Process, imports: [SystemModule.with(system), ...modules] }
  const app = await createHttpApp(root, { title, config, prepare })
  const directory = app.get(ServiceDirectory)
  const logPools = new Map<string, Pool>()
  const logPool = (context: string): Pool => {
    const pool = logPools.get(context) ?? new Pool({ connectionString: system.databaseUrl(context), max: 2 })
    logPools.set(context, pool)
    return pool
  }
  app.connectMicroservice({ strategy: new EmbeddedBus({ directory, signal: app.get(LogSignal), logPool }) })
  await app.startAllMicroservices()
  return app
}
