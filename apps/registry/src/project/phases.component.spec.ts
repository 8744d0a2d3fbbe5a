import { randomUUID } from 'node:crypto'
import { StoppedClock } from '@zhuji/kernel'
import { type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { RegistryModule } from '../registry.module.js'

const education = { id: 'edu-bureau', name: '市教育局' }
const url = '/api/v1/registry/projects'

describe('phases and mergers over HTTP', () => {
  let services: RunningServices
  let office: Speaker

  beforeAll(async () => {
    const clock = new StoppedClock(new Date('2026-12-31T04:00:00Z'))
    services = await runServices({ modules: [RegistryModule], clock })
    office = await services.as({ role: 'project-office', unit: education })
    const administrator = await services.as({ role: 'administrator' })
    const region = { code: '34', name: '安徽省', occurredOn: '2020-01-01' }
    expect((await administrator.post('/api/v1/registry/regions', region)).status).toBe(201)
  })

  afterAll(() => services?.stop())

  const registered = async (more: object = {}) => {
    const projectId = randomUUID()
    const names = { projectId, localCode: projectId, name: '振兴路小学', facilityKind: 'primary-school' }
    const body = { ...names, regionCode: '34', ownerUnit: education, occurredOn: '2026-01-15', ...more }
    return { projectId, receipt: await office.post(url, body) }
  }

  it('lists the phases of a project by their codes, as they are registered now', async () => {
    const { projectId: parentProjectId } = await registered()
    const second = await registered({ parentProjectId, phase: '二期', localCode: `${parentProjectId}-2` })
    await registered({ parentProjectId, phase: '一期', localCode: `${parentProjectId}-1` })
    const phases = async () => {
      const { body } = await office.get(`${url}/${parentProjectId}/parts`)
      return (body as { items: { phase: string }[] }).items.map(({ phase }) => phase)
    }
    expect(await phases()).toEqual(['一期', '二期'])
    const { projectId: elsewhere } = await registered()
    const moved = { changes: { parentProjectId: elsewhere }, occurredOn: '2026-02-01' }
    const revised = await office.send('PATCH', `${url}/${second.projectId}`, {
      body: moved,
      headers: { 'if-match': '"1"' },
    })
    expect(revised.status).toBe(200)
    expect(await phases()).toEqual(['一期'])
  })

  it('refuses a parent that nobody registered, and a ring', async () => {
    const unknown = await registered({ parentProjectId: randomUUID() })
    expect(unknown.receipt).toMatchObject({ status: 422, body: { slug: 'parent-unknown' } })
    const top = await registered()
    const below = await registered({ parentProjectId: top.projectId })
    const ring = { changes: { parentProjectId: below.projectId }, occurredOn: '2026-02-01' }
    expect(
      await office.send('PATCH', `${url}/${top.projectId}`, { body: ring, headers: { 'if-match': '"1"' } }),
    ).toMatchObject({
      status: 422,
      body: { slug: 'parent-in-a-ring' },
    })
  })

  it('lets a project go into another, which everybody else hears of as a cancellation', async () => {
    const { projectId } = await registered()
    const { projectId: intoProjectId } = await registered()
    const body = { intoProjectId, reason: '两校合并建设', occurredOn: '2026-03-01' }
    expect(await office.post(`${url}/${projectId}/merger`, body)).toMatchObject({
      status: 201,
      body: { events: [{ type: 'registry.project-merged.v1' }, { type: 'registry.project-cancelled.v1' }] },
    })
    expect((await office.get(`${url}/${projectId}`)).body).toMatchObject({
      status: 'cancelled',
      mergedInto: intoProjectId,
    })
  })

  it('asks for the right to end both projects', async () => {
    const { projectId } = await registered()
    const { projectId: intoProjectId } = await registered()
    const health = { id: 'health-commission', name: '市卫健委' }
    const own = { toUnit: health, occurredOn: '2026-02-01' }
    expect((await office.post(`${url}/${intoProjectId}/custody-moves`, own)).status).toBe(201)
    const body = { intoProjectId, reason: '两校合并建设', occurredOn: '2026-03-01' }
    expect(await office.post(`${url}/${projectId}/merger`, body)).toMatchObject({
      status: 403,
      body: { slug: 'out-of-scope' },
    })
  })

  it('takes a package apart: all of its parts are registered below it, or nothing is', async () => {
    const { projectId } = await registered({ name: '两校打包项目', approvedBudgetFen: 1000 })
    const part = (localCode: string, approvedBudgetFen: number) => {
      const names = { localCode, name: '振兴路小学', facilityKind: 'primary-school', regionCode: '34' }
      return { ...names, ownerUnit: education, approvedBudgetFen, capacity: [{ kind: 'school-places', amount: 900 }] }
    }
    const [first, second] = [part(`${projectId}-1`, 600), part(`${projectId}-2`, 300)]
    const unbundled = (parts: readonly object[]) =>
      office.post(`${url}/${projectId}/unbundling`, { parts, reason: '按校区分别建设', occurredOn: '2026-03-01' })
    const parts = async () => (await office.get(`${url}/${projectId}/parts`)).body as object
    expect(await unbundled([first, { ...second, localCode: first.localCode }])).toMatchObject({ status: 409 })
    expect(await unbundled([first, { ...second, approvedBudgetFen: 401 }])).toMatchObject({
      status: 422,
      body: { slug: 'parts-above-package' },
    })
    expect(await parts()).toMatchObject({ items: [], total: { projects: 0, approvedBudgetFen: null } })
    const receipt = await unbundled([first, second])
    expect(receipt).toMatchObject({
      status: 201,
      body: { partIds: [expect.any(String), expect.any(String)] as unknown },
    })
    const capacity = [{ kind: 'school-places', amount: 1800 }]
    expect(await parts()).toMatchObject({
      items: [
        { localCode: first.localCode, parentProjectId: projectId },
        { localCode: second.localCode, parentProjectId: projectId },
      ],
      total: { projects: 2, approvedBudgetFen: 900, budgetsUnknown: 0, capacity },
    })
    const { partIds } = receipt.body as { partIds: string[] }
    expect((await office.get(`${url}/${projectId}`)).body).toMatchObject({
      unbundledInto: partIds,
      status: 'registered',
      approvedBudgetFen: 100,
    })
  })
})
