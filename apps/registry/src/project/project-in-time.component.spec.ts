import { randomUUID } from 'node:crypto'
import { StoppedClock } from '@zhuji/kernel'
import { type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { RegistryModule } from '../registry.module.js'

const education = { id: 'edu-bureau', name: '市教育局' }
const projectId = randomUUID()
const url = `/api/v1/registry/projects/${projectId}`

describe('what the register says about a project, at any day as known on any day', () => {
  let services: RunningServices
  let office: Speaker

  /** Registered on 15 January, told on the 20th; a budget of 900 since 1 June, told on 10 June; told in August: 700 since 1 March. */
  beforeAll(async () => {
    const clock = new StoppedClock(new Date('2026-01-20T04:00:00Z'))
    services = await runServices({ modules: [RegistryModule], clock })
    office = await services.as({ role: 'project-office', unit: education })
    const administrator = await services.as({ role: 'administrator' })
    const region = { code: '34', name: '安徽省', occurredOn: '2020-01-01' }
    expect((await administrator.post('/api/v1/registry/regions', region)).status).toBe(201)
    const names = { projectId, localCode: 'HF-1', name: '振兴路小学', facilityKind: 'primary-school' }
    const body = { ...names, regionCode: '34', ownerUnit: education, approvedBudgetFen: 500, occurredOn: '2026-01-15' }
    expect((await office.post('/api/v1/registry/projects', body)).status).toBe(201)
    clock.moveTo(new Date('2026-06-10T04:00:00Z'))
    await revised('"1"', { changes: { approvedBudgetFen: 900 }, occurredOn: '2026-06-01' })
    clock.moveTo(new Date('2026-08-10T04:00:00Z'))
    await revised('"2"', { changes: { approvedBudgetFen: 700 }, occurredOn: '2026-03-01' })
  })

  afterAll(() => services?.stop())

  async function revised(match: string, body: object): Promise<void> {
    expect(await office.send('PATCH', url, { body, headers: { 'if-match': match } })).toMatchObject({ status: 200 })
  }

  it('is what happened last, not what was told last', async () => {
    expect((await office.get(url)).body).toMatchObject({ version: 3, approvedBudgetFen: 900 })
  })

  it.each([
    ['asOf=2026-02-28', 500],
    ['asOf=2026-03-01', 700],
    ['asOf=2026-05-31&knownOn=2026-08-09', 500],
    ['asOf=2026-06-01', 900],
    ['knownOn=2026-06-09', 500],
    ['knownOn=2026-08-10', 900],
  ])('%s: a budget of %d', async (days, approvedBudgetFen) => {
    expect(await office.get(`${url}?${days}`)).toMatchObject({ status: 200, body: { approvedBudgetFen } })
  })

  it('is not there before it was registered, nor before that was known, and is not asked of a day to come', async () => {
    for (const days of ['asOf=2026-01-14', 'asOf=2026-01-15&knownOn=2026-01-19']) {
      expect(await office.get(`${url}?${days}`)).toMatchObject({ status: 404, body: { slug: 'project-unknown' } })
    }
    expect(await office.get(`${url}?knownOn=2026-08-11`)).toMatchObject({
      status: 422,
      body: { slug: 'known-on-in-future' },
    })
  })
})
