import { randomUUID } from 'node:crypto'
import { Logger } from '@nestjs/common'
import { deadLetterTopic, eventTopic } from '@zhuji/messaging'
import { findDeadLetter, listDeadLetters, rebuild, redrive, type Redriven } from '@zhuji/operations'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  kafkaForTests,
  type RunningServices,
  runServices,
} from '@zhuji/testing'
import pg from 'pg'
import { everythingOn } from '../bus/kafka-records.js'
import {
  damage,
  everythingIsTakenIn,
  faultsOf,
  installationOn,
  modules,
  sql,
  tellHistory,
  tellPayment,
  tellRegions,
  verified,
} from './installation.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip
const GROUP = 'funding.physical-progress'
const PATIENCE = { within: 60_000 }
const TOLD = `dashboards.story_event where source = 'funding'`
const RECORDED = 'funding.event_log'
const SWITCH_WAITS = `pg_stat_activity
  where application_name = 'zhuji-operations' and datname = current_database() and wait_event_type = 'Lock'`

describeWithKafka('an installation on Kafka', () => {
  let database: FreshDatabase
  let services: RunningServices
  const namespace = `operations-${randomUUID().slice(0, 8)}`
  const projectId = randomUUID()

  beforeAll(async () => {
    Logger.overrideLogger(false)
    database = await freshDatabase()
    const environment = { BUS: 'kafka', KAFKA_BROKERS: kafka!.brokers.join(','), KAFKA_NAMESPACE: namespace }
    services = await runServices({ modules, database, environment })
    // The one report of the project cannot be taken in by the funding service.
    await refuseReports()
    await tellRegions(services)
    await tellHistory(services, projectId)
    await everythingIsTakenIn(database)
    await eventually(async () => expect(await listDeadLetters(installationOn(database))).toHaveLength(1), PATIENCE)
    await takeReports()
  }, 240_000)

  afterAll(() => services?.stop())

  const refuseReports = () =>
    damage(database.url, `alter table funding.physical_progress add constraint closed check (false) not valid`)
  const takeReports = () => damage(database.url, `alter table funding.physical_progress drop constraint closed`)

  const redriven = async (): Promise<Redriven[]> => {
    const outcomes: Redriven[] = []
    const options = { selection: { group: GROUP }, operator: 'spec' }
    for await (const outcome of redrive(installationOn(database), options)) outcomes.push(outcome)
    return outcomes
  }

  const onTopicOfDeadLetters = () =>
    everythingOn(kafka!.brokers, deadLetterTopic(eventTopic('milestones', namespace), GROUP))

  const faults = async (...services: readonly string[]) =>
    faultsOf(await verified(installationOn(database), services.length > 0 ? services : undefined))

  const count = async (from: string): Promise<number> =>
    (await sql<{ count: number }>(database.url, `select count(*)::int as count from ${from}`)).rows[0]!.count

  it('has a fault while an event lies in the dead letters, and no other', async () => {
    expect(await faults()).toMatchObject([{ slug: 'dead-letter-open', figures: { group: GROUP, projectId } }])
  }, 180_000)

  it('shows a dead letter with the very bytes and headers that lie on its topic', async () => {
    const [{ ids } = { ids: [] }] = await listDeadLetters(installationOn(database))
    const { event, place, cause } = await findDeadLetter(installationOn(database), `funding/${ids[0]}`)
    const [onTopic, ...others] = await onTopicOfDeadLetters()
    expect(others).toEqual([])
    expect(Buffer.from(event.record!.value!, 'base64').equals(onTopic!.value!)).toBe(true)
    expect(Buffer.from(event.record!.headers['ce_id']![0]!, 'base64').toString()).toBe(onTopic!.headers['ce_id'])
    expect(onTopic!.headers['dlq_cause']).toBe(cause)
    expect(place).toMatch(new RegExp(`^${eventTopic('milestones', namespace)}/\\d+/\\d+@\\d+$`))
  }, 180_000)

  it('notes one that fails again in the table alone: its topic keeps what came, once', async () => {
    const [before] = await listDeadLetters(installationOn(database))
    await refuseReports()
    expect(await redriven()).toMatchObject([{ outcome: 'failed-again' }])
    await takeReports()
    const [after] = await listDeadLetters(installationOn(database))
    const letter = await findDeadLetter(installationOn(database), `funding/${after!.ids[0]}`)
    expect(letter).toMatchObject({ previous: `funding/${before!.ids[0]}`, projectId, place: null })
    expect(letter.event.record).toBeUndefined()
    expect(await onTopicOfDeadLetters()).toHaveLength(1)
  }, 180_000)

  it('has it in effect once it was redriven', async () => {
    expect((await redriven()).map(({ outcome }) => outcome)).toEqual(['taken-in'])
    expect(await faults()).toEqual([])
  }, 180_000)

  it.each(['dashboards.projects', 'funding.known-projects'])(
    'loses and doubles nothing while %s is rebuilt under live traffic',
    async (projection) => {
      const stop = new AbortController()
      const paying = (async () => {
        while (!stop.signal.aborted) await tellPayment(services, projectId, 100)
      })()
      const options = { projection, bus: 'kafka' as const, operator: 'spec' }
      const report = await rebuild(installationOn(database), options)
      stop.abort()
      await paying
      expect(report.differences).toBe(0)
      await tellPayment(services, projectId, 100)
      await eventually(async () => expect(await count(TOLD)).toBe(await count(RECORDED)), PATIENCE)
      expect(await faults(projection.split('.')[0]!)).toEqual([])
    },
    180_000,
  )

  it('takes in at the switch what came while the switch waited for a consumer', async () => {
    const busy = new pg.Client({ connectionString: database.url })
    await busy.connect()
    try {
      // As a consumer in the middle of a batch: the switch has to wait, other consumers have not.
      await busy.query('begin; lock table dashboards.consumer_stream in row exclusive mode')
      const rebuilt = rebuild(installationOn(database), {
        projection: 'dashboards.projects',
        bus: 'kafka',
        operator: 'spec',
      })
      await eventually(async () => expect(await count(SWITCH_WAITS)).toBe(1), PATIENCE)
      await tellPayment(services, projectId, 100)
      await eventually(async () => expect(await count(TOLD)).toBe(await count(RECORDED)), PATIENCE)
      await busy.query('commit')
      await rebuilt
    } finally {
      await busy.end()
    }
    expect(await count(TOLD)).toBe(await count(RECORDED))
    expect(await faults('dashboards')).toEqual([])
  }, 180_000)

  it('does not let a model be rebuilt for the embedded bus', async () => {
    const options = { projection: 'dashboards.projects', bus: 'embedded' as const, operator: 'spec' }
    await expect(rebuild(installationOn(database), options)).rejects.toMatchObject({ slug: 'other-bus' })
  }, 180_000)
})
