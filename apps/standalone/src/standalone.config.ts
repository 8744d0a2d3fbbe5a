import { resolve } from 'node:path'
import { flag, platformConfig, readConfig, secret } from '@zhuji/platform'
import { z } from 'zod'

export interface StandaloneConfig {
  /** Holds the embedded PostgreSQL, the issuer's keys and accounts, and uploaded evidence. */
  readonly dataDirectory: string
  readonly host: string
  readonly port: number
  readonly externalIssuer: string | undefined
  readonly externalDatabase: string | undefined
  readonly embeddedIssuerAsked: boolean
  /** Else the data directory holds one. */
  readonly checkpointKeyGiven: boolean
  readonly profile: string
  readonly audience: string
  readonly timeZone: string
  /** `--empty`: an empty store stays empty. */
  readonly withSample: boolean
}

/** The embedded defaults, read from the environment and the command line. Throws a ConfigError naming every fault. */
export function readStandaloneConfig(): StandaloneConfig {
  const config = readConfig({
    ...platformConfig,
    DATA_DIRECTORY: z.string().min(1).default('.data'),
    DATABASE_URL: z.string().optional(),
    EMBEDDED_ISSUER: flag(false),
    CHECKPOINT_KEY: secret(z.string()).optional(),
  })
  return {
    dataDirectory: resolve(config.dataDirectory),
    host: config.host,
    port: config.port,
    externalIssuer: config.oidcIssuer,
    externalDatabase: config.databaseUrl,
    embeddedIssuerAsked: config.embeddedIssuer,
    checkpointKeyGiven: config.checkpointKey !== undefined,
    profile: config.profile,
    audience: config.oidcAudience,
    timeZone: config.timeZone,
    withSample: !process.argv.slice(2).includes('--empty'),
  }
}

/** The services read their own configuration; what this process provides itself is handed to them the same way. */
export function provide(defaults: Readonly<Record<string, string>>): void {
  for (const [variable, value] of Object.entries(defaults)) process.env[variable] ??= value
}
