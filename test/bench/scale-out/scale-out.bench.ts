import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { kafkaClient } from '@zhuji/messaging'
import { aFreePort } from '@zhuji/platform'
import { eventually, startTestIssuer, type TestIssuer } from '@zhuji/testing'
import type { Contest, ContestOptions, Measurement } from '../contest/contest.js'
import { type BenchBroker, startBroker } from '../machine/broker.adapter.js'
import { type BenchDatabase, startDatabase } from '../machine/database.adapter.js'
import { measured } from '../machine/measured.adapter.js'
import { cpuSecondsOf, cpuSecondsOfTree } from '../machine/process-cpu.adapter.js'
import { type ServerProcess, startServer } from '../machine/server-process.adapter.js'
import { historyOf, type Told } from '../projection/history.js'
import { tellHistory } from '../projection/logs.adapter.js'
import { type Messages, requestsOf } from '../relay/recorded-log.adapter.js'
import { DashboardsDatabase } from './dashboards-database.adapter.js'
import { HeldBackTopics } from './held-back-topics.adapter.js'
import { keptOf } from './kept.js'

const CONTEXTS = ['registry', 'milestones', 'funding'] as const
const GROUP = 'dashboards.projects'
const COUNTS = [1, 2, 3] as const
const POOL_SIZE = '4'
const REQUEST_EVENTS = 1_000
const TAKEN_MS_MAX = 600_000
const COST = 'CPU of the consumers, µs an event'

interface Scene {
  readonly broker: BenchBroker
  readonly database: BenchDatabase
  readonly issuer: TestIssuer
  /** Where the consumers keep what they took in. */
  readonly url: string
  readonly dashboards: DashboardsDatabase
  readonly history: readonly Told[]
  readonly logs: ReadonlyMap<string, readonly Messages[]>
}

/** P11: topics with six partitions each, taken in by one, two and three dashboards processes of one group. */
export async function scaleOutContest({ projects }: ContestOptions): Promise<Contest> {
  const broker = await startBroker()
  const database = await startDatabase()
  const history = historyOf(projects)
  const logs = await logsOf(await database.create('history'), history)
  const issuer = await startTestIssuer()
  const url = await database.create('dashboards')
  const dashboards = await DashboardsDatabase.open(url)
  const scene = { broker, database, issuer, url, dashboards, history, logs }
  let perSecondOfOne = Number.NaN
  const measure = async (count: number): Promise<Measurement> => {
    const measurement = await takenInBy(count, scene)
    if (count === 1) perSecondOfOne = measurement.perSecond
    const cost = (measurement.cpuSeconds!['consumers']! / measurement.work) * 1e6
    const figures = { [COST]: cost, 'events/s, times those of one process': measurement.perSecond / perSecondOfOne }
    return { ...measurement, figures }
  }
  return {
    name: 'scale-out',
    title: `Scale-out: ${history.length} events in topics of 6 partitions, taken in by dashboards processes of one group`,
    unit: 'events/s',
    contenders: COUNTS.map((count) => ({ name: nameOf(count), part: 'ours', measure: () => measure(count) })),
    goals: [{ id: 'P11', ours: nameOf(3), against: nameOf(1), figure: COST, most: 1.2 }],
    close: async () => {
      await dashboards.close()
      await issuer.stop()
      await database.stop()
      await broker.stop()
    },
  }
}

const nameOf = (count: number) => (count === 1 ? 'one process' : `${count} processes`)

/** What the relays would send, made once. */
async function logsOf(url: string, history: readonly Told[]): Promise<ReadonlyMap<string, readonly Messages[]>> {
  await tellHistory(url, history)
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  const logs = new Map<string, readonly Messages[]>()
  for (const context of CONTEXTS) logs.set(context, await requestsOf(pool, context, REQUEST_EVENTS))
  await pool.end()
  return logs
}

/** From the moment on which the processes, joined and waiting, have the whole history before them. */
async function takenInBy(count: number, scene: Scene): Promise<Measurement> {
  const { broker, database, dashboards, history } = scene
  await dashboards.empty()
  const namespace = `bench-${randomUUID().slice(0, 8)}`
  const topics = await HeldBackTopics.fill(kafkaClient(broker.brokers), namespace, scene.logs)
  const consumers: ServerProcess[] = []
  try {
    while (consumers.length < count) consumers.push(await startDashboards(scene, namespace))
    await topics.untilShared(GROUP, count)
    const processes = {
      consumers: () => sumOf(consumers.map(({ pid }) => cpuSecondsOf(pid))),
      postgres: () => cpuSecondsOfTree(database.pid),
      ...broker.processes,
    }
    const measurement = await measured(processes, async () => {
      await topics.show()
      await untilTakenIn(dashboards, history.length)
      return history.length
    })
    await assertExactlyOnce(dashboards, history)
    return measurement
  } finally {
    await Promise.all(consumers.map((consumer) => consumer.stop()))
    await topics.delete()
  }
}

async function startDashboards({ broker, issuer, url }: Scene, namespace: string): Promise<ServerProcess> {
  return startServer({
    program: new URL('../../../apps/dashboards/src/main.js', import.meta.url).pathname,
    port: await aFreePort(),
    readyPath: '/health/ready',
    environment: {
      DATABASE_URL: url,
      DATABASE_POOL_SIZE: POOL_SIZE,
      BUS: 'kafka',
      KAFKA_BROKERS: broker.brokers.join(','),
      KAFKA_NAMESPACE: namespace,
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
    },
  })
}

async function sumOf(seconds: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(seconds)).reduce((sum, each) => sum + each, 0)
}

async function untilTakenIn(dashboards: DashboardsDatabase, events: number): Promise<void> {
  const isTakenIn = async () => {
    const taken = await dashboards.eventsTakenIn()
    if (taken < events) throw new Error(`${taken} of ${events} are`)
  }
  await eventually(isTakenIn, { within: TAKEN_MS_MAX, describe: 'all events are taken in' })
}

async function assertExactlyOnce(dashboards: DashboardsDatabase, history: readonly Told[]): Promise<void> {
  const kept = JSON.stringify(await dashboards.kept())
  const told = JSON.stringify(keptOf(history))
  if (kept !== told) throw new Error(`the dashboards keep ${kept} of a history of ${told}`)
}
