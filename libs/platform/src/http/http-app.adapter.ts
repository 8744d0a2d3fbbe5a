import type { DynamicModule, LoggerService, Type } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { OpenAPIObject } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '@zhuji/kernel'
import { assertEveryRouteHasPermission } from '../auth/routes.adapter.js'
import type { PlatformConfig } from '../config/platform.config.js'
import { ConfigError } from '../config/read.config.js'
import { SystemClock } from '../config/system-clock.adapter.js'
import { JsonLogger } from '../logging/json-logger.adapter.js'
import { Metrics } from '../metrics/metrics.adapter.js'
import { HttpModule } from './http.module.js'
import { registerMessages } from './messages.js'
import { openApiDocument } from './open-api.adapter.js'
import { serveOpenApi } from './open-api-viewer.adapter.js'
import { fieldMessages, platformMessages } from './platform-messages.js'
import { ProblemFilter } from './problem.filter.js'
import { addRequestHooks } from './request-hooks.adapter.js'
import { addSecurityHeaders } from './security-headers.adapter.js'
import { validationPipe } from './validation.adapter.js'
import { sendVersions } from './versioned-answer.decorator.js'

export interface HttpAppOptions {
  /** The service's name in logs and in its API document. */
  readonly title: string
  readonly config: PlatformConfig
  readonly logger?: LoggerService
  readonly clock?: Clock
  /** Runs before routes are set up: the place for Fastify plugins (the console's files, an issuer, uploads). */
  readonly prepare?: (app: NestFastifyApplication) => Promise<void>
  /** Stands in for the description of this process's own routes: a gateway describes what is behind it. */
  readonly apiDocument?: () => Promise<OpenAPIObject>
}

/** A whole request has to arrive in this time; slow senders do not hold connections for ever. */
const REQUEST_TIMEOUT_MS = 30_000
const PARAMETER_LENGTH_MAX = 200

/**
 * A service behind the platform's edge, initialised but not listening. Throws a ConfigError without OIDC_ISSUER and an
 * error naming the routes that nobody has decided about.
 */
export async function createHttpApp(
  module: Type<unknown> | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const { title, config, clock = new SystemClock() } = options
  const { oidcIssuer } = config
  if (oidcIssuer === undefined) {
    throw new ConfigError([{ variable: 'OIDC_ISSUER', rule: 'needed to know callers', value: '(unset)' }])
  }
  registerMessages({ ...platformMessages, ...fieldMessages })
  const logger = options.logger ?? new JsonLogger({ level: config.logLevel, service: title })
  const filter = new ProblemFilter(config.bodyLimitBytes)
  const root = HttpModule.around({ module, config: { ...config, oidcIssuer }, clock, filter })
  const adapter = fastifyAdapter(config, filter)
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger, abortOnError: false })
  try {
    const metrics = app.get(Metrics)
    const fastify = app.getHttpAdapter().getInstance()
    addSecurityHeaders(fastify, oidcIssuer)
    addRequestHooks(fastify, () => metrics)
    sendVersions(fastify)
    app.useGlobalPipes(validationPipe())
    app.enableShutdownHooks(['SIGTERM', 'SIGINT'])
    assertEveryRouteHasPermission(app)
    await options.prepare?.(app)
    let own: OpenAPIObject | undefined
    const document = options.apiDocument ?? (() => (own ??= openApiDocument(app, title)))
    serveOpenApi(app, { title, document })
    return await app.init()
  } catch (error) {
    await app.close()
    throw error
  }
}

function fastifyAdapter({ bodyLimitBytes }: PlatformConfig, filter: ProblemFilter): FastifyAdapter {
  const answer = (error: Error, request: FastifyRequest, reply: FastifyReply): void =>
    filter.answer(error, request, reply)
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    // Addresses come from the connection: a header that anybody can send names nobody.
    trustProxy: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: 72_000,
    // Event streams are hijacked and end with their own service; idle connections must not hold up a stop.
    forceCloseConnections: 'idle',
    // What comes over an open connection during a stop is still served; a refusal would meet callers who did nothing wrong.
    return503OnClosing: false,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    frameworkErrors: answer,
  })
  // A route keeps the handler that stands when Fastify sets it up. Nest brings its own only after the modules' init,
  // which is too late as soon as one of them waits for a plugin.
  const fastify = adapter.getInstance().setErrorHandler(answer)
  adapter.setErrorHandler = () => fastify
  return adapter
}
