import { randomUUID } from 'node:crypto'
import type { Type } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Clock } from '@zhuji/kernel'
import type { CheckpointKey } from '@zhuji/messaging'
import { platformConfig, readConfig, serve, SystemClock } from '@zhuji/platform'
import { type FreshDatabase, freshDatabase } from '../database/test-database.adapter.js'
import { startTestIssuer, type TokenFacts } from '../tokens.adapter.js'

export interface RunningServicesOptions {
  readonly modules: readonly Type[]
  readonly clock?: Clock
  /** A database to go on with, for restarts; else a fresh one that goes with the services. */
  readonly database?: FreshDatabase
  readonly environment?: Readonly<Record<string, string>>
  /** Signs the checkpoints of the logs. */
  readonly checkpointKey?: CheckpointKey
  /** Where services that do not run here keep their logs, and where those do that have a database of their own. */
  readonly databaseUrl?: (context: string) => string
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: never
}

export interface Message {
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
}

export interface Speaker {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  /** Brings a fresh Idempotency-Key unless the headers have one. */
  post(path: string, body: object, headers?: Record<string, string>): Promise<Reply>
  /** Likewise, with any method. */
  send(method: string, path: string, message: Message): Promise<Reply>
  readonly token: string
}

export interface RunningServices {
  readonly app: NestFastifyApplication
  readonly url: string
  readonly database: FreshDatabase
  as(facts: TokenFacts): Promise<Speaker>
  stop(options?: { readonly keepDatabase?: boolean }): Promise<void>
}

/** Real services in this process: real PostgreSQL, real tokens, real HTTP on loopback, the embedded bus between them. */
export async function runServices(options: RunningServicesOptions): Promise<RunningServices> {
  const database = options.database ?? (await freshDatabase())
  const issuer = await startTestIssuer()
  const environment = {
    OIDC_ISSUER: issuer.issuer,
    OIDC_JWKS_URL: issuer.jwksUrl,
    LOG_LEVEL: 'error',
    REQUESTS_PER_MINUTE: '0',
    ...options.environment,
  }
  const config = readConfig(platformConfig, environment)
  const system = {
    clock: options.clock ?? new SystemClock(),
    timeZone: config.timeZone,
    poolSize: 6,
    checkpointKey: options.checkpointKey,
    databaseUrl: options.databaseUrl ?? (() => database.url),
  }
  const app = await serve({ title: 'test', modules: options.modules, config, system })
  await app.listen(0, '127.0.0.1')
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1')
  return {
    app,
    url,
    database,
    as: async (facts) => speaker(url, await issuer.tokenFor(facts)),
    stop: async ({ keepDatabase = false } = {}) => {
      await app.close()
      await issuer.stop()
      if (!keepDatabase) await database.drop()
    },
  }
}

function speaker(url: string, token: string): Speaker {
  const send: Speaker['send'] = async (method, path, { body, headers = {} }) =>
    reply(
      await fetch(url + path, {
        method,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          ...headers,
        },
        body: JSON.stringify(body),
      }),
    )
  return {
    token,
    send,
    post: (path, body, headers) => send('POST', path, { body, ...(headers ? { headers } : {}) }),
    get: async (path, headers = {}) =>
      reply(await fetch(url + path, { headers: { authorization: `Bearer ${token}`, ...headers } })),
  }
}

async function reply(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as never }
}
