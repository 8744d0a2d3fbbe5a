import type { DynamicModule, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { OpenAPIObject } from '@nestjs/swagger'
import { platformConfig } from '../config/platform.config.js'
import { readConfig } from '../config/read.config.js'
import { SystemClock } from '../config/system-clock.adapter.js'
import { HttpModule } from '../http/http.module.js'
import { openApiDocument } from '../http/open-api.adapter.js'
import { ProblemFilter } from '../http/problem.filter.js'
import { SystemModule } from './system.module.js'

/**
 * Services that are not started: controllers and consumers can be read, no provider is made, so no database, issuer or
 * port is needed.
 */
export async function unstarted(modules: readonly Type[]): Promise<NestFastifyApplication> {
  class Process {}
  const clock = new SystemClock()
  const config = { ...readConfig(platformConfig, {}), oidcIssuer: 'http://localhost/oidc' }
  const system = { clock, timeZone: config.timeZone, poolSize: 2, databaseUrl: unreachable }
  const module: DynamicModule = { module: Process, imports: [SystemModule.with(system), ...modules] }
  const root = HttpModule.around({ module, config, clock, filter: new ProblemFilter(config.bodyLimitBytes) })
  const options = { preview: true, logger: false, abortOnError: false } as const
  return NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), options)
}

/** The same services give the same document, byte for byte. */
export async function apiDocumentOf(title: string, modules: readonly Type[]): Promise<OpenAPIObject> {
  return openApiDocument(await unstarted(modules), title)
}

function unreachable(context: string): never {
  throw new Error(`the description of ${context} asked for a database`)
}
