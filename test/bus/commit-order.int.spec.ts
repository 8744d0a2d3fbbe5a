import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg, { type Pool, type PoolClient } from 'pg'
import type { DataSource, MigrationInterface } from 'typeorm'
import { ProjectCancelled } from '@zhuji/contracts'
import { LOG_START, LogReader, messagingMigrations } from '@zhuji/messaging'
import { openServiceDatabase, poolOf } from '@zhuji/platform'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'
import { everyType, projectIds, recordFact, type TwoServices, twoServices } from './two-services.js'

/**
 * Positions are handed out before commit. In a log with several writers at a time a reader passes by a transaction that took
 * its position early and commits late, and never comes back. Ours has one at a time.
 */

/** Resolves with the id of the event. */
async function append(to: Pick<PoolClient, 'query'>): Promise<string> {
  const { rows } = await to.query<{ id: string }>(
    `insert into registry.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
       occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
     values (gen_random_uuid(), 'registry', $1::text, $2, '{}', $1::text, 1, '2026-01-01', now(), '2026-01-01', false,
       '{}', 'test', '') returning id`,
    [randomUUID(), ProjectCancelled.type],
  )
  return rows[0]!.id
}

/** From a place on, page by page, what a consumer is given. */
class Follower {
  readonly seen: string[] = []
  private position = LOG_START
  private readonly reader: LogReader

  constructor(pool: Pool) {
    this.reader = new LogReader(pool, 'registry')
  }

  async readOn(limit = 50): Promise<void> {
    for (;;) {
      const { events, end, full } = await this.reader.pageAfter(this.position, everyType, limit)
      this.seen.push(...events.map((event) => event.id))
      this.position = end ?? this.position
      if (!full) return
    }
  }

  async readOne(): Promise<void> {
    const { events, end } = await this.reader.pageAfter(this.position, everyType, 1)
    this.seen.push(...events.map((event) => event.id))
    this.position = end ?? this.position
  }
}

describe('a log that several processes write to', () => {
  let services: TwoServices

  beforeEach(async () => {
    services = await twoServices()
  })

  afterEach(async () => services?.stop())

  it('lets the second write only when the first has committed', async () => {
    const follower = new Follower(services.registry)
    const open = await services.registry.connect()
    try {
      await open.query('begin')
      const early = await append(open)
      let written = false
      const late = append(services.registry).finally(() => (written = true))
      await pause(300)
      await follower.readOn()
      expect([written, follower.seen]).toEqual([false, []])
      await open.query('commit')
      expect([early, await late]).toEqual(await idsByPosition(services.registry))
    } finally {
      open.release()
    }
  })

  it('is read to its end at once, whatever else is open on the server', async () => {
    const follower = new Follower(services.registry)
    const open = await services.registry.connect()
    try {
      await open.query('begin')
      await open.query('select pg_current_xact_id()')
      const id = await append(services.registry)
      await follower.readOn()
      expect(follower.seen).toEqual([id])
    } finally {
      await open.query('rollback')
      open.release()
    }
  })

  it('is read by its index also where statements were prepared while it was empty', async () => {
    const client = new pg.Client({ connectionString: services.database.url })
    await client.connect()
    try {
      const reader = new LogReader(client, 'registry')
      const pages = async () => {
        let place = LOG_START
        for (;;) {
          const { end, full } = await reader.pageAfter(place, everyType, 100)
          if (!full) return
          place = end!
        }
      }
      for (let count = 0; count < 10; count += 1) await pages()
      const before = await rowsReadWhole(client)
      for (let count = 0; count < 4; count += 1) {
        await appendMany(services.registry, 2_000)
        await pages()
      }
      // The statement for the first place was planned for an empty log: it may read all, each of the others a page of it.
      expect((await rowsReadWhole(client)) - before).toBeLessThan(40_000)
    } finally {
      await client.end()
    }
  })

  it('loses and doubles nothing while many write and a reader follows', async () => {
    const follower = new Follower(services.registry)
    const written = new AbortController()
    const following = (async () => {
      while (!written.signal.aborted) await follower.readOn()
    })()
    const writers = Array.from({ length: 4 }, async () => {
      const client = await services.registry.connect()
      for (let count = 0; count < 100; count += 1) {
        await client.query('begin')
        await append(client)
        if (count % 7 === 0) await pause(3)
        await client.query(count % 11 === 0 ? 'rollback' : 'commit')
      }
      client.release()
    })
    await Promise.all([...writers, ...projectIds(50).map((id) => recordFact(services.store, id))])
    written.abort()
    await following
    await follower.readOn()
    expect(follower.seen).toEqual(await idsByPosition(services.registry))
  })
})

const formerMigrations = messagingMigrations.slice(
  0,
  messagingMigrations.findIndex(({ name }) => name.startsWith('OneWriterAtATime')),
)

describe('a log that had several writers at a time once', () => {
  const opened: DataSource[] = []
  let database: FreshDatabase

  const open = async (migrations: readonly (new () => MigrationInterface)[]): Promise<Pool> => {
    const source = await openServiceDatabase({
      url: database.url,
      context: 'registry',
      poolSize: 4,
      entities: [],
      migrations,
    })
    opened.push(source)
    return poolOf(source)
  }

  beforeEach(async () => {
    database = await freshDatabase()
  })

  afterEach(async () => {
    for (const source of opened.splice(0)) await source.destroy()
    await database.drop()
  })

  it('keeps its order, and a reader under way goes on without losing or doubling anything', async () => {
    const former = await open(formerMigrations)
    const client = await former.connect()
    await client.query('begin')
    await client.query('select pg_current_xact_id()')
    const second = await append(former)
    const first = await append(client)
    await client.query('commit')
    client.release()
    const follower = new Follower(former)
    await follower.readOne()

    const pool = await open(messagingMigrations)
    const added = [await append(former), await append(pool)]
    await follower.readOn()
    expect(follower.seen).toEqual([first, second, ...added])
  })

  it('is not changed under a transaction that has written to it', async () => {
    const former = await open(formerMigrations)
    const client = await former.connect()
    await client.query('begin')
    const early = await append(client)
    let changed = false
    const changing = open(messagingMigrations).finally(() => (changed = true))
    await pause(500)
    expect(changed).toBe(false)
    await client.query('commit')
    client.release()
    const pool = await changing
    const late = await append(pool)
    const follower = new Follower(pool)
    await follower.readOn()
    expect(follower.seen).toEqual([early, late])
  })
})

async function appendMany(pool: Pool, events: number): Promise<void> {
  await pool.query(
    `insert into registry.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
       occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
     select id, 'registry', id::text, $1, '{}', id::text, 1, '2026-01-01', now(), '2026-01-01', false, '{}', 'test', ''
     from (select gen_random_uuid() as id from generate_series(1, $2)) as made`,
    [ProjectCancelled.type, events],
  )
}

/** Rows that this session's statements have come by while reading the log from its beginning to its end. */
async function rowsReadWhole(client: pg.Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()')
  const { rows } = await client.query<{ read: number }>(
    `select seq_tup_read::int as read from pg_stat_user_tables where schemaname = 'registry' and relname = 'event_log'`,
  )
  return rows[0]!.read
}

async function idsByPosition(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from registry.event_log order by position')
  return rows.map((row) => row.id)
}
