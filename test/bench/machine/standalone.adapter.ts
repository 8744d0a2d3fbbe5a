import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clientCredentials, CommandsClient, type TokenSource } from '@zhuji/client'
import { type CalendarDate, calendarDateIn } from '@zhuji/kernel'
import { aFreePort, attachEmbeddedPostgres } from '@zhuji/platform'
import type { CpuOf } from './measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from './process-cpu.adapter.js'
import { startServer } from './server-process.adapter.js'

export interface Standalone {
  readonly url: string
  /** Of the Node process. */
  readonly pid: number
  readonly postgresPid: number
  /** From its start until it called itself ready. */
  readonly secondsToReady: number
  readonly databaseUrl: string
  readonly processes: CpuOf
  /** Of the administrator. */
  readonly tokens: TokenSource
  readonly client: CommandsClient
  stop(): Promise<void>
}

/** In the time zone that the process has unless it is told another. */
export function todayHere(): CalendarDate {
  return calendarDateIn('Asia/Shanghai', new Date())
}

const ADMINISTRATOR = 'administrator'

/** What `npm start -- --empty` runs, over a data directory that may be empty. */
export async function startStandalone(
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Standalone> {
  const port = await aFreePort()
  const startedMs = performance.now()
  const server = await startServer({
    program: new URL('../../../apps/standalone/src/main.js', import.meta.url).pathname,
    args: ['--empty'],
    port,
    readyPath: '/health/ready',
    environment: { DATA_DIRECTORY: directory, REQUESTS_PER_MINUTE: '0', ...environment },
  })
  const secondsToReady = (performance.now() - startedMs) / 1_000
  const database = join(directory, 'postgres')
  const postgres = (await attachEmbeddedPostgres(database))!
  const postgresPid = Number((await readFile(join(database, 'postmaster.pid'), 'utf8')).split('\n')[0])
  const tokens = await tokensOf(directory, `http://localhost:${port}`)
  return {
    ...server,
    secondsToReady,
    postgresPid,
    databaseUrl: postgres.url('zhuji'),
    processes: { server: () => cpuSecondsOf(server.pid), postgres: () => cpuSecondsOfTree(postgresPid) },
    tokens,
    client: new CommandsClient({ baseUrl: () => server.url, tokens }),
  }
}

async function tokensOf(directory: string, origin: string): Promise<TokenSource> {
  const text = await readFile(join(directory, 'issuer-secrets.json'), 'utf8')
  const { accounts } = JSON.parse(text) as { accounts: Record<string, { clientSecret: string }> }
  const { clientSecret } = accounts[ADMINISTRATOR]!
  return clientCredentials({ tokenUrl: `${origin}/oidc/token`, clientId: ADMINISTRATOR, clientSecret })
}
