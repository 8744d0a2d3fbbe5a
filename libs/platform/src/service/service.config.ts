import { checkpointKeyOf } from '@zhuji/messaging'
import { z } from 'zod'
import { type PlatformConfig, platformConfig } from '../config/platform.config.js'
import { readConfig, secret, wholeNumber } from '../config/read.config.js'
import { SystemClock } from '../config/system-clock.adapter.js'
import type { System } from './system.module.js'

const postgresUrl = () => secret(z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// URL' })).optional()

/** Every service may have a database of its own; those without one share DATABASE_URL, each in its own schema. */
const databaseConfig = {
  DATABASE_URL: postgresUrl(),
  REGISTRY_DATABASE_URL: postgresUrl(),
  MILESTONES_DATABASE_URL: postgresUrl(),
  FUNDING_DATABASE_URL: postgresUrl(),
  ALERTS_DATABASE_URL: postgresUrl(),
  DASHBOARDS_DATABASE_URL: postgresUrl(),
  DATABASE_POOL_SIZE: wholeNumber({ min: 2, max: 64, fallback: 10 }),
  /** `only` brings the schema up to date and ends; `done` trusts that this has happened and refuses to start otherwise. */
  MIGRATIONS: z.enum(['at-start', 'only', 'done'], { error: 'at-start, only or done' }).default('at-start'),
}

/** Ed25519 in PEM (PKCS #8): `openssl genpkey -algorithm ed25519`. */
const checkpointConfig = {
  CHECKPOINT_KEY: secret(
    z.string().transform((pem, context) => {
      try {
        return checkpointKeyOf(pem)
      } catch {
        context.addIssue({ code: 'custom', message: 'an Ed25519 private key in PEM' })
        return z.NEVER
      }
    }),
  ).optional(),
}

export interface ServiceConfig {
  readonly platform: PlatformConfig
  readonly system: System
}

/** Reads what a service needs from the environment; `databaseUrl` stands in where none is set (embedded PostgreSQL). */
export function readServiceConfig(defaults: { readonly databaseUrl?: string } = {}): ServiceConfig {
  const config = readConfig({ ...platformConfig, ...databaseConfig, ...checkpointConfig })
  const urls: Readonly<Record<string, string | undefined>> = {
    registry: config.registryDatabaseUrl,
    milestones: config.milestonesDatabaseUrl,
    funding: config.fundingDatabaseUrl,
    alerts: config.alertsDatabaseUrl,
    dashboards: config.dashboardsDatabaseUrl,
  }
  const databaseUrl = (context: string): string => {
    const url = urls[context] ?? config.databaseUrl ?? defaults.databaseUrl
    if (!url) throw new Error(`${context.toUpperCase()}_DATABASE_URL or DATABASE_URL must be set`)
    return url
  }
  const system = {
    clock: new SystemClock(),
    timeZone: config.timeZone,
    poolSize: config.databasePoolSize,
    migrations: config.migrations,
    checkpointKey: config.checkpointKey,
    databaseUrl,
  }
  return { platform: config, system }
}
