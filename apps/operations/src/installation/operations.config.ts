import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DomainError } from '@zhuji/kernel'
import { publicKeyOf } from '@zhuji/messaging'
import {
  attachEmbeddedPostgres,
  checkpointKeyFileIn,
  type PlatformConfig,
  readConfig,
  readServiceConfig,
  startEmbeddedPostgres,
} from '@zhuji/platform'
import { z } from 'zod'
import { type Installation } from './snapshots.repository.js'

/** An installation as a command finds it, and what to do when the command has ended. */
export interface FoundInstallation extends Installation {
  readonly platform: PlatformConfig
  release(): Promise<void>
}

const ONE_DATABASE = 'zhuji'

/** Where `npm start` (one database) and `npm run stack` (one for each service) keep theirs, below the data directory. */
const EMBEDDED = [
  { folder: 'postgres', database: () => ONE_DATABASE },
  { folder: 'stack/postgres', database: (context: string) => context },
]

/**
 * The databases that the services' own variables name; where none is named, those in the data directory: of the server
 * that runs there, else of one that is started for as long as the command takes. Throws ConfigError or `no-installation`.
 */
export async function findInstallation(): Promise<FoundInstallation> {
  const { platform, system } = readServiceConfig()
  const found = isDatabaseNamed()
    ? { databaseUrl: (context: string) => system.databaseUrl(context), release: nothing }
    : await findEmbedded()
  return { ...found, platform, checkpointKey: system.checkpointKey?.publicKey ?? publicKey() }
}

/** That of the installation, where its private key is not for whoever gives the command. */
const keyConfig = {
  CHECKPOINT_PUBLIC_KEY: z
    .string()
    .transform((pem, context) => {
      try {
        return publicKeyOf(pem)
      } catch {
        context.addIssue({ code: 'custom', message: 'an Ed25519 public key in PEM' })
        return z.NEVER
      }
    })
    .optional(),
}

function publicKey(): string | undefined {
  const { checkpointPublicKey } = readConfig(keyConfig)
  if (checkpointPublicKey !== undefined || isDatabaseNamed()) return checkpointPublicKey
  const file = checkpointKeyFileIn(dataDirectory())
  return file && publicKeyOf(readFileSync(file, 'utf8'))
}

/** Who gives a command: noted beside what was done. */
export function operatorName(): string {
  return process.env.ZHUJI_OPERATOR || process.env.SUDO_USER || process.env.USER || 'unknown'
}

function isDatabaseNamed(): boolean {
  return Object.entries(process.env).some(([name, value]) => /^(\w+_)?DATABASE_URL(_FILE)?$/.test(name) && value)
}

async function findEmbedded(): Promise<Installation & { release(): Promise<void> }> {
  const directory = dataDirectory()
  const there = EMBEDDED.map(({ folder, database }) => ({ path: join(directory, folder), database })).filter(
    ({ path }) => existsSync(join(path, 'PG_VERSION')),
  )
  for (const { path, database } of there) {
    const server = await attachEmbeddedPostgres(path)
    if (server) return { databaseUrl: (context) => server.url(database(context)), release: nothing }
  }
  const [first] = there
  if (!first) throw new DomainError('not-found', 'no-installation', { figures: { directory } })
  const server = await startEmbeddedPostgres({ dataDirectory: first.path })
  return { databaseUrl: (context) => server.url(first.database(context)), release: () => server.stop() }
}

const dataDirectory = (): string => resolve(process.env.DATA_DIRECTORY || '.data')

const nothing = (): Promise<void> => Promise.resolve()
