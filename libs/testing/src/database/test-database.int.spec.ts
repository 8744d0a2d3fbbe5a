import pg from 'pg'
import { type FreshDatabase, freshDatabase } from './test-database.adapter.js'

let migrations = 0

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const databases: FreshDatabase[] = []

async function fresh(...parameters: Parameters<typeof freshDatabase>): Promise<FreshDatabase> {
  const database = await freshDatabase(...parameters)
  databases.push(database)
  return database
}

afterAll(async () => {
  for (const database of databases) await database.drop()
})

async function migrate(url: string): Promise<void> {
  migrations += 1
  await query(url, 'create table project (id int primary key)')
  await query(url, 'insert into project values (1)')
}

describe('databases cloned from one template', () => {
  it('start with what the template holds and do not see each other', async () => {
    const [first, second] = await Promise.all([
      fresh({ template: 'clones-are-apart', migrate }),
      fresh({ template: 'clones-are-apart', migrate }),
    ])
    await query(first.url, 'insert into project values (2)')
    expect(await query(first.url, 'select id from project order by id')).toEqual([{ id: 1 }, { id: 2 }])
    expect(await query(second.url, 'select id from project order by id')).toEqual([{ id: 1 }])
  })

  it('are built from a template that is migrated once, however many ask at once', async () => {
    migrations = 0
    await Promise.all(Array.from({ length: 6 }, () => fresh({ template: 'migrated-once', migrate })))
    expect(migrations).toBe(1)
  })

  it('do not come from a template whose migration failed', async () => {
    const failing = () => Promise.reject(new Error('column is missing'))
    await expect(fresh({ template: 'fails-first', migrate: failing })).rejects.toThrow('column is missing')
    const database = await fresh({ template: 'fails-first', migrate })
    expect(await query(database.url, 'select id from project')).toEqual([{ id: 1 }])
  })

  it('come from a template even when its migration left a session open', async () => {
    const client = { current: undefined as pg.Client | undefined }
    const leaving = async (url: string) => {
      client.current = new pg.Client({ connectionString: url })
      client.current.on('error', () => undefined)
      await client.current.connect()
    }
    const database = await fresh({ template: 'session-left-open', migrate: leaving })
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await client.current?.end().catch(() => undefined)
  })
})

describe('a database without a template', () => {
  it('is empty, or filled by its own migration', async () => {
    const empty = await fresh()
    expect(await query(empty.url, `select from pg_tables where schemaname = 'public'`)).toEqual([])
    const filled = await fresh({ migrate })
    expect(await query(filled.url, 'select id from project')).toEqual([{ id: 1 }])
  })
})

describe('a dropped database', () => {
  it('is gone, also under an open session', async () => {
    const database = await freshDatabase()
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => undefined)
    await client.connect()
    await database.drop()
    await expect(query(database.url, 'select 1')).rejects.toThrow(/does not exist/)
  })
})
