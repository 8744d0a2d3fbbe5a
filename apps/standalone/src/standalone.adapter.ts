import { join } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import {
  assertMayEmbedIssuer,
  assertPortFree,
  banner,
  type IssuedAccount,
  mountIssuer,
  serveConsole,
} from '@zhuji/front'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { keepCheckpointKeyIn, readServiceConfig, serve } from '@zhuji/platform'
import { RegistryModule } from '@zhuji/registry'
import { openEmbeddedDatabase } from './database.adapter.js'
import { fillWithSample } from './sample/fill.adapter.js'
import { provide, readStandaloneConfig, type StandaloneConfig } from './standalone.config.js'

/** Starts PostgreSQL, the five services, the issuer and the console; resolves when all of it answers. */
export async function runStandalone(): Promise<void> {
  const started = Date.now()
  const config = readStandaloneConfig()
  await assertPortFree({ ...config, remedy: 'PORT=3001 npm start' })
  const database = config.externalDatabase ? undefined : await openEmbeddedDatabase(config.dataDirectory)
  const origin = `http://localhost:${config.port}`
  provide({
    OIDC_ISSUER: `${origin}/oidc`,
    OIDC_JWKS_URL: `http://127.0.0.1:${config.port}/oidc/jwks`,
    LOG_LEVEL: 'warn',
    EVIDENCE_DIRECTORY: `${config.dataDirectory}/evidence`,
    ...(config.checkpointKeyGiven ? {} : { CHECKPOINT_KEY_FILE: await keepCheckpointKeyIn(config.dataDirectory) }),
    ...(database ? { DATABASE_URL: database.url } : {}),
  })
  const services = await startServices(config, origin).catch(async (error: unknown) => {
    await database?.server.stop()
    throw error
  })
  const { app, accounts, consoleBuilt } = services
  stopDatabaseAfter(app, database?.server)
  process.stdout.write(`${banner({ origin, accounts, consoleBuilt, startedInMs: Date.now() - started })}\n`)
  try {
    const administrator = accounts.find((account) => account.role === 'administrator')
    const markerFile = join(config.dataDirectory, 'sample.json')
    if (config.withSample && administrator) await fillWithSample({ ...config, origin, administrator, markerFile })
  } catch (error) {
    await app.close()
    throw error
  }
}

interface Started {
  readonly app: NestFastifyApplication
  readonly accounts: readonly IssuedAccount[]
  readonly consoleBuilt: boolean
}

async function startServices(config: StandaloneConfig, origin: string): Promise<Started> {
  const { platform, system } = readServiceConfig()
  let accounts: readonly IssuedAccount[] = []
  let consoleBuilt = false
  const app = await serve({
    title: 'zhuji',
    modules: [RegistryModule, MilestonesModule, FundingModule, AlertsModule, DashboardsModule],
    config: platform,
    system,
    prepare: async (prepared) => {
      const fastify = prepared.getHttpAdapter().getInstance()
      if (!config.externalIssuer) {
        assertMayEmbedIssuer({ ...config, asked: config.embeddedIssuerAsked })
        const { audience, dataDirectory } = config
        const issuer = await mountIssuer(fastify, { issuerUrl: `${origin}/oidc`, audience, dataDirectory })
        accounts = issuer.accounts
      }
      consoleBuilt = await serveConsole(fastify)
    },
  })
  await app.listen(config.port, config.host)
  return { app, accounts, consoleBuilt }
}

/**
 * The services must have let go of their connections before the database under them stops, and the process must not end
 * before it has. Nest raises a signal again when it is done with it; listening on keeps that from being the end.
 */
function stopDatabaseAfter(app: NestFastifyApplication, server: { stop(): Promise<void> } | undefined): void {
  if (!server) return
  const close = app.close.bind(app)
  app.close = async (...arguments_) => {
    await close(...arguments_)
    await server.stop()
  }
  let stopping: Promise<void> | undefined
  const stop = (): void => {
    stopping ??= app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
}
