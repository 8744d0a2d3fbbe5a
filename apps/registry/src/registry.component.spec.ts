import { randomUUID } from 'node:crypto'
import { StoppedClock } from '@zhuji/kernel'
import { type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { RegistryModule } from './registry.module.js'

const education = { id: 'edu-bureau', name: '市教育局' }
const aSchool = (localCode: string) => ({
  localCode,
  name: '蜀山区振兴路小学',
  facilityKind: 'primary-school',
  regionCode: '340104',
  ownerUnit: education,
  capacity: [{ kind: 'school-places', amount: 1620 }],
  approvedBudgetFen: 18_600_000_000,
  plannedStartOn: '2026-03-01',
  needOn: '2027-09-01',
  occurredOn: '2026-01-15',
})

const clock = new StoppedClock(new Date('2026-12-31T04:00:00Z'))

describe('the registry over HTTP', () => {
  let services: RunningServices
  let office: Speaker
  let administrator: Speaker

  beforeAll(async () => {
    services = await runServices({ modules: [RegistryModule], clock })
    office = await services.as({ role: 'project-office', unit: education, regions: ['3401'] })
    administrator = await services.as({ role: 'administrator' })
    for (const [code, name, parentCode] of [
      ['34', '安徽省', undefined],
      ['3401', '合肥市', '34'],
      ['340104', '蜀山区', '3401'],
    ]) {
      const body = { code, name, parentCode, occurredOn: '2020-01-01' }
      expect((await administrator.post('/api/v1/registry/regions', body)).status).toBe(201)
    }
  })

  afterAll(async () => services?.stop())

  it('registers a project and shows it with its region path and version', async () => {
    const receipt = await office.post('/api/v1/registry/projects', aSchool('A-1'))
    expect(receipt).toMatchObject({ status: 201, body: { version: 1 } })
    expect(receipt.headers.get('etag')).toBe('"1"')
    const found = await office.get('/api/v1/registry/projects?localCode=A-1')
    expect(found).toMatchObject({
      status: 200,
      body: {
        name: '蜀山区振兴路小学',
        version: 1,
        regionPath: [{ code: '34' }, { code: '3401' }, { code: '340104' }],
      },
    })
  })

  it('records a national project code with a wrong check digit as told, and says so', async () => {
    const [right, wrong, older] = ['2411-340104-04-01-881552', '2411-340104-04-01-881553', 'HF2015-017'] as const
    const asked = { ...aSchool('A-code'), nationalCodes: [right, wrong, older] }
    const receipt = await office.post('/api/v1/registry/projects', asked)
    const warnings = [{ rule: 'wrong-check-digit', field: 'nationalCodes', figures: { code: wrong } }]
    expect(receipt).toMatchObject({ status: 201, body: { version: 1, warnings } })
    const { body } = await office.get('/api/v1/registry/projects?localCode=A-code')
    expect(body).toMatchObject({ nationalCodes: [right, wrong, older], warnings })
    expect(await office.post('/api/v1/registry/projects', aSchool('A-no-code'))).toMatchObject({
      body: { warnings: [] },
    })
  })

  it('is told nothing before it happened, not even by an import, and says both days in the reader’s language', async () => {
    const tomorrow = { ...aSchool('A-tomorrow'), occurredOn: '2027-01-01' }
    const live = await office.post('/api/v1/registry/projects', tomorrow, { 'accept-language': 'en' })
    expect(live).toMatchObject({
      status: 422,
      body: {
        slug: 'known-before-it-happened',
        figures: { occurredOn: '2027-01-01', knownOn: '2026-12-31' },
        errors: [{ field: 'occurredOn' }],
      },
    })
    expect((live.body as { detail: string }).detail).toContain('2027-01-01, after 2026-12-31')
    const told = { name: 'register-project', id: randomUUID(), key: 'A-2025', body: aSchool('A-2025') }
    const early = await administrator.post('/api/v1/registry/commands', { knownOn: '2025-12-31', commands: [told] })
    const { results } = early.body as { results: { problem: { detail: string } }[] }
    expect(results).toMatchObject([{ status: 422, problem: { slug: 'known-before-it-happened' } }])
    expect(results[0]!.problem.detail).toContain('发生日 2026-01-15 晚于获知日 2025-12-31')
  })

  it('gives one local code to one project, also when both arrive at once', async () => {
    const [first, second] = await Promise.all([
      office.post('/api/v1/registry/projects', aSchool('A-2')),
      office.post('/api/v1/registry/projects', aSchool('A-2')),
    ])
    expect([first.status, second.status].sort((a, b) => a - b)).toEqual([201, 409])
    const refusal = first.status === 409 ? first : second
    expect(refusal.body).toMatchObject({ slug: 'local-code-taken', figures: { value: 'A-2' } })
  })

  it('answers the same key with the same receipt and refuses the key for another request', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const first = await office.post('/api/v1/registry/projects', aSchool('A-3'), key)
    const again = await office.post('/api/v1/registry/projects', aSchool('A-3'), key)
    expect(again.body).toEqual(first.body)
    const other = await office.post('/api/v1/registry/projects', aSchool('A-4'), key)
    expect(other).toMatchObject({ status: 422, body: { slug: 'idempotency-key-reused' } })
  })

  it('does not let a unit register for another unit', async () => {
    const foreign = { ...aSchool('A-5'), ownerUnit: { id: 'health-commission', name: '市卫健委' } }
    expect(await office.post('/api/v1/registry/projects', foreign)).toMatchObject({ status: 403 })
  })

  it('names every wrong field, its rule and its figures, in the caller’s language', async () => {
    const wrong = {
      ...aSchool('A-6'),
      facilityKind: 'castle',
      needOn: '2026-02-30',
      capacity: [{ kind: 'beds', amount: -1 }],
    }
    const english = await office.post('/api/v1/registry/projects', wrong, { 'accept-language': 'en' })
    const fields = (english.body as { errors: { field: string }[] }).errors.map((error) => error.field)
    expect(english.status).toBe(400)
    expect(fields.sort()).toEqual(['capacity[0].amount', 'capacity[0].kind', 'facilityKind', 'needOn'])
  })

  it('refuses a need date before the planned start with both days', async () => {
    const answer = await office.post('/api/v1/registry/projects', { ...aSchool('A-7'), needOn: '2026-02-01' })
    expect(answer).toMatchObject({
      status: 422,
      body: { slug: 'need-before-start', detail: '需求日 2026-02-01 早于计划开工日 2026-03-01' },
    })
  })

  it('revises only from the version the caller saw', async () => {
    const projectId = randomUUID()
    await office.post('/api/v1/registry/projects', { ...aSchool('A-8'), projectId })
    const path = `/api/v1/registry/projects/${projectId}`
    const body = { changes: { approvedBudgetFen: 19_000_000_000 }, occurredOn: '2026-02-01' }
    expect((await office.send('PATCH', path, { body })).status).toBe(428)
    expect((await office.send('PATCH', path, { body, headers: { 'if-match': '"9"' } })).status).toBe(412)
    expect(await office.send('PATCH', path, { body, headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 200,
      body: { version: 2 },
    })
    const same = await office.send('PATCH', path, { body, headers: { 'if-match': '"2"' } })
    expect(same).toMatchObject({ status: 200, body: { version: 2, events: [] } })
  })

  it('takes many commands at once, each decided alone and in order', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    const commands = [
      { name: 'register-project', id: first, key: 'b-1', body: aSchool('B-1') },
      { name: 'register-project', id: second, key: 'b-2', body: { ...aSchool('B-2'), name: '' } },
      { name: 'cancel-project', id: first, key: 'b-3', body: { reason: '不再建设', occurredOn: '2026-02-01' } },
      { name: 'fly', id: first, key: 'b-4', body: {} },
    ]
    const answer = await administrator.post('/api/v1/registry/commands', { commands, knownOn: '2026-02-01' })
    expect(answer.status).toBe(200)
    const { results } = answer.body as { results: { status: number; problem?: object }[] }
    expect(results.map((result) => result.status)).toEqual([200, 400, 200, 400])
    const lookup = await administrator.post('/api/v1/registry/projects/lookup', { ids: [first, second] })
    expect(lookup.body).toMatchObject({ items: [{ projectId: first, status: 'cancelled', version: 2 }] })
  })

  it('keeps since when a source knew a fact for imports only', async () => {
    const commands = [{ name: 'register-project', id: randomUUID(), key: 'c-1', body: aSchool('C-1') }]
    const answer = await office.post('/api/v1/registry/commands', { commands, knownOn: '2020-02-01' })
    expect(answer.body).toMatchObject({ results: [{ status: 403 }] })
  })

  it('issues a programme and keeps its versions apart', async () => {
    const supervisor = await services.as({ role: 'supervisor', regions: ['3401'] })
    const line = {
      lineId: 'places',
      measure: 'capacity',
      verb: 'in-use',
      unit: 'school-places',
      scope: { facilityKinds: ['primary-school'], regions: ['340104'], projects: [] },
      base: 12000,
      cutOffOn: '2026-09-01',
    }
    const programmeId = randomUUID()
    const body = {
      programmeId,
      name: '2026年教育补短板任务清单',
      issuer: { id: 'city', name: '市人民政府' },
      period: { from: '2026-01-01', to: '2026-12-31' },
      lines: [line],
      occurredOn: '2026-01-10',
    }
    expect((await supervisor.post('/api/v1/registry/programmes', body)).status).toBe(201)
    const stranger = await services.as({ role: 'supervisor', regions: ['3402'] })
    expect((await stranger.post('/api/v1/registry/programmes', { ...body, programmeId: randomUUID() })).status).toBe(
      403,
    )
    const revised = { ...body, lines: [{ ...line, base: 13000 }], reason: '年中调整' }
    expect((await supervisor.send('PUT', `/api/v1/registry/programmes/${programmeId}`, { body: revised })).status).toBe(
      200,
    )
    expect(await supervisor.get(`/api/v1/registry/programmes/${programmeId}`)).toMatchObject({
      body: { version: 2, lines: [{ base: 13000 }] },
    })
    const { body: kept } = await supervisor.get(`/api/v1/registry/programmes/${programmeId}/versions`)
    expect(kept).toMatchObject({
      items: [
        { version: 1, lines: [{ base: 12000 }], occurredOn: '2026-01-10' },
        { version: 2, lines: [{ base: 13000 }], reason: '年中调整' },
      ],
    })
  })

  it('keeps what a programme masks as unknown', async () => {
    const supervisor = await services.as({ role: 'supervisor', regions: ['3401'] })
    const programmeId = randomUUID()
    const projects = [
      { projectId: randomUUID(), amount: 1620 },
      { projectId: randomUUID(), amount: null },
    ]
    const line = {
      lineId: 'places',
      measure: 'capacity',
      verb: 'in-use',
      unit: 'school-places',
      scope: { facilityKinds: [], regions: ['340104'], projects },
      base: null,
      cutOffOn: '2026-09-01',
    }
    const body = {
      programmeId,
      name: '点名清单',
      issuer: { id: 'city', name: '市人民政府' },
      period: { from: '2026-01-01', to: '2026-12-31' },
      lines: [line],
      occurredOn: '2026-01-10',
    }
    expect((await supervisor.post('/api/v1/registry/programmes', body)).status).toBe(201)
    expect(await supervisor.get(`/api/v1/registry/programmes/${programmeId}`)).toMatchObject({
      body: { lines: [{ base: null, scope: { projects } }] },
    })
    const counted = { ...body, programmeId: randomUUID(), lines: [{ ...line, measure: 'projects', unit: 'projects' }] }
    expect(await supervisor.post('/api/v1/registry/programmes', counted)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'lines[0].scope.projects[0].amount' }] },
    })
  })
})
