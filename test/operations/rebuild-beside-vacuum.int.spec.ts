import { rebuild } from '@zhuji/operations'
import { eventually, type FreshDatabase } from '@zhuji/testing'
import { aFilledDatabase, installationOn, sql } from './installation.js'

/** Rows written anew so often fill pages that a vacuum at this pace works on for minutes. */
const REWRITES = 400
const SLOWLY = 'autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 100'

describe('a rebuild of a table that PostgreSQL is vacuuming', () => {
  let database: FreshDatabase
  const query = <Row extends object = never>(text: string) => sql<Row>(database.url, text)

  beforeAll(async () => {
    database = await aFilledDatabase()
  }, 180_000)

  afterAll(async () => {
    await query(`alter system reset autovacuum_naptime`)
    await query(`select pg_reload_conf()`)
    await database?.drop()
  })

  it('does not wait until the vacuum is through', async () => {
    await query(`do $$ begin for rewrite in 1..${REWRITES} loop
      update dashboards.story_event set xid = xid; end loop; end $$`)
    await query(`alter table dashboards.story_event set (${SLOWLY}, autovacuum_vacuum_cost_limit = 1)`)
    await query(`alter system set autovacuum_naptime = '1s'`)
    await query(`select pg_reload_conf()`)
    const isVacuumed = `select 1 from pg_stat_progress_vacuum where relid = 'dashboards.story_event'::regclass`
    await eventually(async () => expect((await query(isVacuumed)).rows).toHaveLength(1), { within: 60_000 })
    const report = await rebuild(installationOn(database), {
      projection: 'dashboards.projects',
      bus: 'embedded',
      operator: 'spec',
    })
    expect(report).toMatchObject({ differences: 0, pausedMs: expect.any(Number) as unknown })
  }, 180_000)
})
