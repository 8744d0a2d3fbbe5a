import pg from 'pg'
import { aFreePort } from '@zhuji/platform'
import { startTestIssuer, type TestIssuer } from '@zhuji/testing'
import type { Contest, Measurement } from '../contest/contest.js'
import { type BenchDatabase, startDatabase } from '../machine/database.adapter.js'
import { type CpuOf, measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from '../machine/process-cpu.adapter.js'
import { startServer } from '../machine/server-process.adapter.js'
import { historyOf } from './history.js'
import { tellHistory } from './logs.adapter.js'
import { Peers } from './peers.adapter.js'

const PROJECTS = 2_000
const POLL_MS = 50

/** P4: the logs of three services become read models: live, as a dashboards process that starts anew takes them in. */
export async function projectionContest(): Promise<Contest> {
  const database = await startDatabase()
  const url = await database.create('history')
  const history = historyOf(PROJECTS)
  await tellHistory(url, history)
  const peers = await Peers.beside(url)
  const issuer = await startTestIssuer()
  const alone = (run: () => Promise<number>) => () => measured(cpuOf(process.pid, database), run)
  return {
    name: 'projection',
    title: `Projections: ${history.length} events of ${PROJECTS} projects over ${daysOf(history)} days`,
    unit: 'events/s',
    contenders: [
      { name: 'one SQL statement', part: 'limit', measure: alone(() => peers.byOneStatement()) },
      { name: 'one upsert an event', part: 'peer', measure: alone(() => peers.byOneUpsertEach()) },
      {
        name: 'dashboards',
        part: 'ours',
        measure: () => dashboardsFromTheStart({ database, url, issuer }, history.length),
      },
    ],
    goals: [
      { id: 'P4', ours: 'dashboards', against: 'one SQL statement', ratio: 0.3 },
      { id: 'P4', ours: 'dashboards', against: 'one upsert an event', ratio: 12 },
    ],
    close: async () => {
      await peers.close()
      await issuer.stop()
      await database.stop()
    },
  }
}

function daysOf(history: readonly { readonly day: string }[]): number {
  return new Set(history.map(({ day }) => day)).size
}

interface Place {
  readonly database: BenchDatabase
  readonly url: string
  readonly issuer: TestIssuer
}

/** Everything the dashboards keep: cards, their past, sums, search, series and story, with no state from before. */
async function dashboardsFromTheStart({ database, url, issuer }: Place, events: number): Promise<Measurement> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('drop schema if exists dashboards cascade')
  const service = await startServer({
    program: new URL('../../../apps/dashboards/src/main.js', import.meta.url).pathname,
    port: await aFreePort(),
    environment: {
      DATABASE_URL: url,
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
    },
  })
  /** Of the cards' group alone; logs have no gaps, and counting the story would be work that is not the dashboards'. */
  const told = async () => {
    const { rows } = await client.query<{ told: number }>(
      'select coalesce(sum(position), 0)::int as told from dashboards.consumer_cursor where consumer_group = $1',
      ['dashboards.projects'],
    )
    return rows[0]!.told
  }
  try {
    const before = await told()
    return await measured(cpuOf(service.pid, database), async () => {
      while ((await told()) < events) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      return events - before
    })
  } finally {
    await service.stop()
    await client.end()
  }
}

function cpuOf(pid: number, database: BenchDatabase): CpuOf {
  return { node: () => cpuSecondsOf(pid), postgres: () => cpuSecondsOfTree(database.pid) }
}
