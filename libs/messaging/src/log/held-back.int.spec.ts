import pg from 'pg'
import { definitionOf } from '@zhuji/contracts'
import { eventually, type FreshDatabase, freshDatabase, Neighbour } from '@zhuji/testing'
import { heldBackSeconds } from './held-back.repository.js'

const type = 'registry.region-defined.v1'

describe('a log whose last event is committed', () => {
  let database: FreshDatabase
  let registry: Neighbour
  let pool: pg.Pool

  beforeAll(async () => {
    database = await freshDatabase()
    registry = await Neighbour.open('registry', database.url)
    pool = new pg.Pool({ connectionString: database.url, max: 2 })
  })

  afterAll(async () => {
    await pool.end()
    await registry.close()
    await database.drop()
  })

  it('keeps it from readers as long as an older transaction is open', async () => {
    const other = new pg.Client({ connectionString: database.url })
    await other.connect()
    await other.query('begin')
    await other.query('select pg_current_xact_id()')
    const [data] = definitionOf(type)!.examples
    await registry.tells('340104', { type, occurredOn: '2020-01-01', data })
    await other.query('select pg_sleep(0.05)')
    expect(await heldBackSeconds(pool, 'registry')).toBeGreaterThan(0)

    await other.query('commit')
    await other.end()
    // Other specs share the server: transactions of theirs may be open for a moment.
    await eventually(async () => expect(await heldBackSeconds(pool, 'registry')).toBe(0), {
      within: 30_000,
      describe: 'readers may go on',
    })
  })
})
