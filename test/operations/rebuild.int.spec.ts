import { rebuild, type RebuildOptions } from '@zhuji/operations'
import { eventually, type FreshDatabase, type RunningServices } from '@zhuji/testing'
import {
  aFilledDatabase,
  aPaymentIn,
  damage,
  everythingIsTakenIn,
  faultsOf,
  installationOn,
  runAll,
  sql,
  tellPayment,
  verified,
} from './installation.js'

let database: FreshDatabase

beforeEach(async () => {
  database = await aFilledDatabase()
}, 180_000)

afterEach(() => database?.drop())

const rebuilt = (projection: string, options: Partial<RebuildOptions> = {}) =>
  rebuild(installationOn(database), { projection, bus: 'embedded', operator: 'spec', ...options })

const faults = async (...services: readonly string[]) =>
  faultsOf(await verified(installationOn(database), services.length > 0 ? services : undefined))

const leftovers = async () =>
  (await sql<{ nspname: string }>(database.url, `select nspname from pg_namespace where nspname ~ 'rebuild|verify'`))
    .rows

async function one<Value>(text: string): Promise<Value> {
  const { rows } = await sql<{ value: Value }>(database.url, `select ${text} as value`)
  return rows[0]!.value
}

describe('a read model that is rebuilt while its service is at rest', () => {
  it.each([
    'dashboards.projects',
    'dashboards.programmes',
    'dashboards.sealed-logs',
    'alerts.watch',
    'alerts.alert-list',
    'funding.known-projects',
    'funding.physical-progress',
    'funding.balance-days',
    'funding.programmes',
    'milestones.known-projects',
    'milestones.evidence-uses',
    'milestones.reporting',
  ])('is the same as before (%s), and nothing is left beside it', async (projection) => {
    const report = await rebuilt(projection)
    expect(report).toMatchObject({ differences: 0, pausedMs: expect.any(Number) as unknown })
    expect(await faults(projection.split('.')[0]!)).toEqual([])
    expect(await leftovers()).toEqual([])
  })

  it('keeps the order in which readers were told of events, so that nobody is told again', async () => {
    const places = `(select json_agg(json_build_array(event_id, xid::text, sequence) order by sequence) from dashboards.story_event)`
    const before = await one(places)
    await rebuilt('dashboards.projects')
    expect(await one(places)).toEqual(before)
  })

  it('is only compared where that is asked', async () => {
    const table = `'dashboards.project_card'::regclass::oid::int`
    const before = await one(table)
    expect(await rebuilt('dashboards.projects', { switches: false })).toMatchObject({ pausedMs: undefined })
    expect(await one(table)).toBe(before)
  })
})

describe('a read model that somebody damaged', () => {
  it('is told apart row by row and is whole again', async () => {
    const { aggregateid: projectId } = await aPaymentIn(database)
    await damage(database.url, `update dashboards.project_card set name = '另一所' where project_id = $1`, [projectId])
    const found: unknown[] = []
    const report = await rebuilt('dashboards.projects', { found: (finding) => found.push(finding.figures['row']) })
    expect(report.differences).toBe(1)
    expect(found).toEqual([`{"project_id": "${projectId}"}`])
    expect(await faults('dashboards')).toEqual([])
  })

  it('takes an event in that lay in the dead letters, and says so there', async () => {
    const { id, aggregateid: projectId } = await aPaymentIn(database)
    await damage(database.url, `delete from dashboards.story_event where event_id = $1`, [id])
    await damage(
      database.url,
      `insert into dashboards.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
       values ('dashboards.projects', 'funding', $1, $2, 'funding.ledger-entry-posted.v1', 'a-passing-fault', '', 3, '{}')`,
      [id, projectId],
    )
    // Readers have been told of something while the model was built.
    const another = `update dashboards.story_event set sequence = default
      where event_id = (select event_id from dashboards.story_event limit 1)`
    let telling: Promise<unknown> | undefined
    await rebuilt('dashboards.projects', { progress: () => void (telling ??= damage(database.url, another)) })
    await telling
    const newest = '(select event_id from dashboards.story_event order by xid desc, sequence desc limit 1)'
    expect(await one(newest)).toBe(id)
    expect(await one(`(select json_build_array(outcome, redriven_by) from dashboards.dead_letter)`)).toEqual([
      'rebuilt',
      'spec',
    ])
    expect(await faults('dashboards')).toEqual([])
  })
})

describe('a rebuild that is killed on its way', () => {
  it('leaves the live model as it was, and can be started again', async () => {
    const table = `'dashboards.project_card'::regclass::oid::int`
    const before = await one(table)
    const killed = rebuilt('dashboards.projects', {
      progress: () => void sql(database.url, KILL_THE_COMMAND).catch(() => undefined),
    })
    await expect(killed).rejects.toThrow(/terminat|closed|not queryable|ECONNRESET/i)
    expect(await one(table)).toBe(before)
    expect(await leftovers()).toEqual([{ nspname: 'dashboards_projects_rebuild' }])
    expect(await rebuilt('dashboards.projects')).toMatchObject({ differences: 0 })
    expect(await leftovers()).toEqual([])
    expect(await faults('dashboards')).toEqual([])
  })
})

const KILL_THE_COMMAND = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'zhuji-operations' and datname = current_database()`

describe('two rebuilds of one read model at a time', () => {
  it('are refused: the second says that the first is at work', async () => {
    const first = rebuilt('dashboards.projects')
    const outcomes = await Promise.allSettled([first, rebuilt('dashboards.projects')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).toMatchObject({ slug: 'shadow-in-use' })
  })
})

describe('a rebuild for the other bus than the one that fed the model', () => {
  it('is refused', async () => {
    await expect(rebuilt('dashboards.projects', { bus: 'kafka' })).rejects.toMatchObject({ slug: 'other-bus' })
    expect(await leftovers()).toEqual([])
  })
})

describe('a rebuild under live traffic', () => {
  let services: RunningServices

  beforeEach(async () => {
    services = await runAll(database)
  }, 60_000)

  afterEach(() => services?.stop({ keepDatabase: true }))

  it.each(['dashboards.projects', 'alerts.watch', 'alerts.alert-list', 'funding.known-projects'])(
    'of %s loses no event, doubles none, and questions are answered throughout',
    async (projection) => {
      const { aggregateid: projectId } = await aPaymentIn(database)
      const auditor = await services.as({ role: 'auditor', name: '审计' })
      const going = new AbortController()
      const answers = new Set<number>()
      const paying = (async () => {
        while (!going.signal.aborted) await tellPayment(services, projectId, 100)
      })()
      const asking = (async () => {
        while (!going.signal.aborted) {
          answers.add((await auditor.get(`/api/v1/dashboards/projects/${projectId}`)).status)
          answers.add((await auditor.get('/api/v1/alerts')).status)
        }
      })()
      await rebuilt(projection)
      going.abort()
      await Promise.all([paying, asking])
      expect([...answers]).toEqual([200])
      await tellPayment(services, projectId, 100)
      await everythingIsTakenIn(database)
      await eventually(async () => expect(await faults()).toEqual([]), { within: 60_000 })
      const payments = await one(`(select count(*)::int from funding.event_log)`)
      expect(await one(`(select count(*)::int from dashboards.story_event where source = 'funding')`)).toBe(payments)
    },
    120_000,
  )

  it('of what alerts watch repeats no light and no notification', async () => {
    const told = `(select count(*)::int from alerts.event_log)`
    // the facts of the scenario before may still wait for their evaluation
    await everythingIsTakenIn(database)
    await nothingIsDue()
    const before = await one(told)
    await damage(database.url, `update alerts.watched_project set name = '另一所'`)
    await rebuilt('alerts.watch')
    await nothingIsDue()
    expect(await one(told)).toBe(before)
  })

  const nothingIsDue = () =>
    eventually(
      async () =>
        expect(await one(`(select count(*)::int from alerts.watched_project where check_on = '-infinity')`)).toBe(0),
      { within: 30_000 },
    )
})
