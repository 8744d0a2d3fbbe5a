import { randomUUID } from 'node:crypto'
import pg, { type Pool } from 'pg'
import type { DataSource } from 'typeorm'
import {
  ProgrammeIssued,
  ProgrammeIssuedV1,
  ProgrammeRevised,
  ProgrammeRevisedV1,
  ProjectCancelled,
  ProjectRegistered,
  type RecordedEvent,
} from '@zhuji/contracts'
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

/** One fact more about a programme: it is issued, then revised again and again. */
export async function recordProgramme(store: EventStore, programmeId: string): Promise<void> {
  await store.execute<number>({
    streamId: `programme/${programmeId}`,
    key: programmeId,
    decider: counter,
    decide: (count) =>
      count === 0
        ? [ProgrammeIssued({ ...ProgrammeIssued.examples[0]!, programmeId }, '2026-01-15')]
        : [ProgrammeRevised({ ...ProgrammeRevised.examples[0]!, programmeId, version: count + 1 }, '2026-01-16')],
    origin: { actor: person, correlationId: randomUUID() },
  })
}

/** Up to this version of each stream the log becomes what the program of the time before had recorded. */
export async function recordedBefore({ database }: TwoServices, version: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const { type, examples } of [ProgrammeIssuedV1, ProgrammeRevisedV1]) {
      await client.query(
        `update registry.event_log set type = $1, payload = ($2::jsonb
             || jsonb_build_object('programmeId', aggregateid, 'version', stream_version))::json
         where stream_version <= $3 and type = $4`,
        [type, JSON.stringify(examples[0]), version, type.replace(/v1$/, 'v2')],
      )
    }
  } finally {
    await client.end()
  }
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
