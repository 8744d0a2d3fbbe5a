import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { DataSource } from 'typeorm'
import { ProjectCancelled, ProjectRegistered, type RecordedEvent } from '@zhuji/contracts'
import { type BatchHandler, type Decider, EventStore, LogSignal, messagingMigrations } from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'

/** One service that records (registry) and one that listens (dashboards) on a fresh database. */
export interface TwoServices {
  readonly database: FreshDatabase
  readonly registry: Pool
  readonly dashboards: Pool
  readonly store: EventStore
  readonly signal: LogSignal
  stop(): Promise<void>
}

export interface TestConsumer {
  readonly group: string
  readonly types: readonly string[]
  readonly handler: BatchHandler
}

export async function twoServices(): Promise<TwoServices> {
  const database = await freshDatabase()
  const sources: DataSource[] = []
  const open = async (context: string): Promise<Pool> => {
    const migrations = messagingMigrations
    const source = await openServiceDatabase({ url: database.url, context, poolSize: 8, entities: [], migrations })
    sources.push(source)
    return poolOf(source)
  }
  const registry = await open('registry')
  const dashboards = await open('dashboards')
  await dashboards.query('create table seen (place bigserial, id uuid, key text, version integer)')
  const signal = new LogSignal()
  const store = new EventStore({
    pool: registry,
    context: 'registry',
    clock: new SystemClock(),
    timeZone: 'Asia/Shanghai',
    signal,
  })
  return {
    database,
    registry,
    dashboards,
    store,
    signal,
    stop: async () => {
      await store.settled()
      for (const source of sources) await source.destroy()
      await database.drop()
    },
  }
}

const counter: Decider<number> = { stateVersion: 1, initial: () => 0, evolve: (count) => count + 1 }
const person = { person: 'test', unit: null, role: 'administrator' }

/** Records one event more about a project: its registration first, then one cancellation after the other. */
export async function recordFact(store: EventStore, projectId: string): Promise<void> {
  await store.execute<number>({
    streamId: `project/${projectId}`,
    key: projectId,
    decider: counter,
    decide: (count) =>
      count === 0
        ? [ProjectRegistered({ ...ProjectRegistered.examples[0]!, projectId }, '2026-01-15')]
        : [ProjectCancelled({ projectId, reason: `第 ${count} 次` }, '2026-01-16')],
    origin: { actor: person, correlationId: randomUUID() },
  })
}

export const everyType = [ProjectRegistered.type, ProjectCancelled.type]

/** A handler that notes what it is given, in the order given, inside the batch's own transaction. */
export const noteSeen: BatchHandler = async (events, tx) => {
  await tx.query(`insert into seen (id, key, version) select * from unnest($1::uuid[], $2::text[], $3::int[])`, [
    events.map((e) => e.id),
    events.map((e) => e.key),
    events.map((e: RecordedEvent) => e.streamVersion),
  ])
}

export async function seenVersions(pool: Pool): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ key: string; versions: number[] }>(
    'select key, array_agg(version order by place) as versions from seen group by key',
  )
  return new Map(rows.map((row) => [row.key, row.versions]))
}

export const projectIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID())
