import { randomUUID } from 'node:crypto'
import type { LogCheckpoint } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { isSigned, ROOT_START, rootAfter, statementOf } from '@zhuji/messaging'
import type { Role } from '@zhuji/platform'
import { RegistryModule } from '@zhuji/registry'
import { type FreshDatabase, freshDatabase, type RunningServices, runServices } from '@zhuji/testing'
import { areSealed, checkpointKey, checkpointsOf } from './checkpoint-scene.js'
import { sql } from './installation.js'

const SERVICE = 'registry'
const noon = new Date('2026-06-30T04:00:00Z')

let clock: StoppedClock
let database: FreshDatabase
let instances: RunningServices[]

const start = () => runServices({ modules: [RegistryModule], clock, database, checkpointKey })

beforeEach(async () => {
  clock = new StoppedClock(noon)
  database = await freshDatabase()
  instances = [await start()]
}, 120_000)

afterEach(async () => {
  for (const instance of instances) await instance.stop({ keepDatabase: true })
  await database.drop()
})

const later = (minutes: number): void => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000))

async function aRegion(instance = instances[0]!): Promise<void> {
  const administrator = await instance.as({ role: 'administrator', name: '管理员' })
  const body = { code: randomUUID().slice(0, 8), name: '安徽省', occurredOn: '2020-01-01' }
  const { status } = await administrator.post('/api/v1/registry/regions', body)
  expect(status).toBe(201)
}

interface Row {
  readonly hash: Buffer
  readonly type: string
}

const log = async () =>
  (await sql<Row>(database.url, `select hash, type from ${SERVICE}.event_log order by xid, position`)).rows

describe('what a service has recorded', () => {
  it('is sealed ten minutes after its first fact, and not again while nothing happens', async () => {
    await aRegion()
    await aRegion()
    later(9)
    await aRegion()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await checkpointsOf(database, SERVICE)).toEqual([])
    later(2)
    await areSealed(database, SERVICE, 1)
    const [checkpoint] = await checkpointsOf(database, SERVICE)
    const rows = await log()
    expect(checkpoint).toMatchObject({
      events: 3,
      recordedOn: '2026-06-30',
      root: rootAfter(ROOT_START, rows.slice(0, 3)),
    })
    expect(isSigned(statementOf(checkpoint!), checkpoint!.signature!)).toBe(true)
    expect(checkpoint!.signature!.publicKey).toBe(checkpointKey.publicKey)
    later(60)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await log()).toHaveLength(4)
  }, 60_000)

  it('is sealed for itself when its day is over', async () => {
    await aRegion()
    clock.moveTo(new Date('2026-06-30T15:59:00Z'))
    await areSealed(database, SERVICE, 1)
    await aRegion()
    // A minute past midnight where the deployment is, a minute after that fact.
    clock.moveTo(new Date('2026-06-30T16:00:01Z'))
    await aRegion()
    await areSealed(database, SERVICE, 2)
    const [, evening] = await checkpointsOf(database, SERVICE)
    expect(evening).toMatchObject({ recordedOn: '2026-06-30', events: 3 })
  }, 60_000)

  it('is sealed at once when an administrator asks, by nobody else, and not again while nothing is new', async () => {
    const seal = async (role: Role) => {
      const speaker = await instances[0]!.as({ role, name: '某人', regions: ['34'] })
      return speaker.post(`/api/v1/${SERVICE}/checkpoints`, {})
    }
    expect(await seal('administrator')).toMatchObject({ status: 200, body: { number: 0, events: 0 } })
    await aRegion()
    await aRegion()
    for (const role of ['project-office', 'finance', 'supervisor', 'auditor'] as const)
      expect(await seal(role)).toMatchObject({ status: 403 })
    expect(await seal('administrator')).toMatchObject({ status: 200, body: { number: 1, events: 2 } })
    expect(await seal('administrator')).toMatchObject({ status: 200, body: { number: 1, events: 2 } })
    const [checkpoint] = await checkpointsOf(database, SERVICE)
    expect(isSigned(statementOf(checkpoint!), checkpoint!.signature!)).toBe(true)
  }, 60_000)

  it('is sealed once where two processes record, each root over everything before it', async () => {
    instances.push(await start())
    for (let segment = 1; segment <= 3; segment += 1) {
      for (const instance of instances) await aRegion(instance)
      later(11)
      for (const instance of instances) await aRegion(instance)
      await areSealed(database, SERVICE, segment)
    }
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    const checkpoints = await checkpointsOf(database, SERVICE)
    expect(checkpoints.map(({ number }) => number)).toEqual([1, 2, 3])
    const rows = await log()
    let before = { events: 0, root: ROOT_START }
    for (const { events, previousRoot, root } of checkpoints) {
      expect(previousRoot).toBe(before.root)
      expect(root).toBe(rootAfter(before.root, rows.slice(before.events, events)))
      before = { events, root }
    }
  }, 90_000)
})

describe('the checkpoints of a log', () => {
  type Listed = LogCheckpoint & { readonly statement: string }
  const list = async (role: Role, query = '') => {
    const speaker = await instances[0]!.as({ role, name: '某人', regions: ['34'] })
    const { status, body } = await speaker.get(`/api/v1/${SERVICE}/checkpoints${query}`)
    return { status, ...(body as { items: Listed[]; next: string | null }) }
  }

  it('are listed for auditors, the newest first, each with the line to keep and its signature; for nobody below them', async () => {
    for (const number of [1, 2]) {
      await aRegion()
      later(11)
      await areSealed(database, SERVICE, number)
    }
    const { status, items, next } = await list('auditor', '?limit=1')
    expect({ status, numbers: items.map(({ number }) => number) }).toEqual({ status: 200, numbers: [2] })
    const older = await list('auditor', `?limit=1&cursor=${next}`)
    expect({ numbers: older.items.map(({ number }) => number), next: older.next }).toEqual({ numbers: [1], next: null })
    const made = await checkpointsOf(database, SERVICE)
    expect([...older.items, ...items].map(({ statement }) => statement)).toEqual(made.map(statementOf))
    for (const { statement, signature } of [...items, ...older.items])
      expect(isSigned(statement, signature!)).toBe(true)
    for (const role of ['project-office', 'finance', 'supervisor'] as const) expect((await list(role)).status).toBe(403)
  }, 60_000)
})
