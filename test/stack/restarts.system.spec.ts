import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { embeddedToken, type Ending, eventually, kafkaForTests, services, type Stack, startStack } from '@zhuji/testing'

/** By itself or by the signal it was asked with: not by the SIGKILL that follows after 25 seconds. */
function expectClean(name: string, { code, signal }: Ending): void {
  expect({ name, clean: code === 0 || signal === 'SIGTERM' }).toEqual({ name, clean: true })
}

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip
const INSTANCES = { milestones: 2 } as const

describeWithKafka('services as processes of their own', () => {
  let directory: string
  let stack: Stack
  let token: string
  const registered: string[] = []

  const open = async (): Promise<void> => {
    stack = await startStack({ directory, kafkaBrokers: kafka!.brokers.join(','), instances: INSTANCES })
    token = await embeddedToken(stack.address, directory, 'administrator')
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'zhuji-restarts-'))
    await open()
    const places = [
      { code: '34', name: '安徽省' },
      { code: '3401', name: '合肥市', parentCode: '34' },
    ]
    for (const place of places) await give('registry/regions', { ...place, occurredOn: '2020-01-01' })
  }, 300_000)

  afterAll(async () => {
    await stack?.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }, 60_000)

  const headersOf = (key: string) => ({
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  })
  const post = (path: string, body: object, key: string = randomUUID()) =>
    fetch(`${stack.address}/api/v1/${path}`, { method: 'POST', headers: headersOf(key), body: JSON.stringify(body) })
  const get = (path: string) => fetch(`${stack.address}/api/v1/${path}`, { headers: headersOf('read') })

  /** As a client does: the same command under the same key until somebody has decided about it. */
  const give = async (path: string, body: object): Promise<void> => {
    const key = randomUUID()
    const taken = async () => {
      const answer = await post(path, body, key)
      if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
    }
    await eventually(taken, { within: 60_000, describe: `${path} is taken` })
  }

  const register = async (): Promise<string> => {
    const projectId = randomUUID()
    const facts = {
      projectId,
      localCode: `HF-${projectId}`,
      name: '蜀山区振兴路小学',
      facilityKind: 'primary-school',
      regionCode: '3401',
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      capacity: [{ kind: 'school-places', amount: 1620 }],
      approvedBudgetFen: 18_600_000_000,
      plannedStartOn: '2026-03-01',
      needOn: '2027-09-01',
      occurredOn: '2026-01-15',
    }
    await give('registry/projects', facts)
    registered.push(projectId)
    return projectId
  }

  /** Something in every log: registered, planned, paid into. */
  const build = async (): Promise<void> => {
    const projectId = await register()
    await give(`milestones/projects/${projectId}/plans`, { occurredOn: '2026-01-20' })
    const entry = { entry: 'funds-in-place', amountFen: 900, source: 'special-bond', documentNumber: 'DW-1' }
    await give(`funding/projects/${projectId}/entries`, { ...entry, occurredOn: '2026-02-20' })
  }

  const everythingIsOnTheDashboard = (): Promise<void> =>
    eventually(
      async () => {
        const answer = await get('dashboards/summary')
        const { total } = (await answer.json()) as { total: { projects: number; inPlaceFen: number } }
        expect(total).toMatchObject({ projects: registered.length, inPlaceFen: 900 * registered.length })
      },
      { within: 90_000, describe: 'the dashboard shows every project and all that was paid in, once' },
    )

  it('know the brokers, the issuer and their own database, and cannot enter another', async () => {
    const foreign = new URL(stack.databaseUrl('funding'))
    foreign.pathname = '/registry'
    const client = new pg.Client({ connectionString: foreign.href })
    await expect(client.connect()).rejects.toThrow(/permission denied for database "registry"/)
  })

  it.each([...services, 'milestones-2', 'gateway'])(
    '%s is killed while the others work, and takes part again as soon as it is started',
    async (name) => {
      const process = stack.process(name)
      const work = build()
      process.kill('SIGKILL')
      expect(await process.exited).toEqual({ code: null, signal: 'SIGKILL' })
      await process.start()
      await work
    },
    180_000,
  )

  it('have lost nothing by that and counted nothing twice', everythingIsOnTheDashboard, 120_000)

  it('are exchanged one after the other, and whoever calls the service that runs twice does not notice', async () => {
    const [projectId] = registered
    const statuses: number[] = []
    const exchanged = new AbortController()
    const calls = (async () => {
      while (!exchanged.signal.aborted) {
        const report = { physicalPercent: 1, completedInvestmentFen: 1, text: '进展', occurredOn: '2026-06-30' }
        statuses.push((await post(`milestones/projects/${projectId}/progress-reports`, report)).status)
        statuses.push((await get(`milestones/projects/${projectId}`)).status)
        await pause(10)
      }
    })()
    try {
      for (const name of ['milestones', 'milestones-2']) {
        expectClean(name, await stack.process(name).stop())
        await stack.process(name).start()
      }
    } finally {
      exchanged.abort()
      await calls
    }
    expect(statuses.length).toBeGreaterThan(20)
    expect(statuses.filter((status) => status >= 300)).toEqual([])
  }, 180_000)

  it('start again over the same directory with everything that was recorded', async () => {
    await stack.stop()
    for (const name of stack.names) expectClean(name, await stack.process(name).exited)
    await open()
    await build()
    await everythingIsOnTheDashboard()
  }, 300_000)
})
