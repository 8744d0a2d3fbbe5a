import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  Neighbour,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import { DashboardsModule } from './dashboards.module.js'
import { posted, registered, reported } from './told-facts/told.features.js'

interface Answer {
  readonly status: number
  readonly body: never
}

describe('dashboards over HTTP', () => {
  let database: FreshDatabase
  let neighbours: Record<'registry' | 'milestones' | 'funding' | 'alerts', Neighbour>
  let services: RunningServices
  let auditor: Speaker
  let supervisor: Speaker
  let stranger: Speaker
  const projectId = randomUUID()

  const body = async <Body>(speaker: Speaker, path: string): Promise<Body> => {
    const { status, body }: Answer = await speaker.get(`/api/v1/dashboards/${path}`)
    expect({ path, status, body }).toMatchObject({ status: 200 })
    return body
  }

  beforeAll(async () => {
    database = await freshDatabase()
    const [registry, milestones, funding, alerts] = await Promise.all(
      ['registry', 'milestones', 'funding', 'alerts'].map((context) => Neighbour.open(context, database.url)),
    )
    neighbours = { registry: registry!, milestones: milestones!, funding: funding!, alerts: alerts! }
    services = await runServices({ modules: [DashboardsModule], database })
    auditor = await services.as({ role: 'auditor', name: '审计' })
    supervisor = await services.as({ role: 'supervisor', name: '督查', regions: ['34'] })
    stranger = await services.as({ role: 'supervisor', name: '督查', regions: ['35'] })
    await neighbours.funding.tells(projectId, posted(projectId, { disbursement: 3_000_000_00 }))
    await neighbours.milestones.tells(projectId, reported(projectId, 12.5))
    await neighbours.registry.tells(projectId, registered(projectId, { approvedBudgetFen: 10_000_000_00 }))
    await eventually(
      async () => expect(await body(auditor, 'projects?q=振兴')).toMatchObject({ items: [{ gapPoints: 17.5 }] }),
      { within: 15_000 },
    )
  })

  afterAll(async () => {
    await Promise.all(Object.values(neighbours ?? {}).map((neighbour) => neighbour.close()))
    await services?.stop()
  })

  it('answers the summary with the positions it stands at', async () => {
    const summary = await body(supervisor, 'summary')
    expect(summary).toMatchObject({
      total: { projects: 1, plannedFen: 10_000_000_00, disbursedFen: 3_000_000_00, unknown: { forecast: 1 } },
      byFacilityGroup: [{ id: 'school', projects: 1 }],
      byFacilityKind: [{ id: 'primary-school' }],
      byStatus: [{ status: 'planning', projects: 1 }],
      byRegion: [{ code: '3401', name: '合肥市', projects: 1 }],
      asOf: { positions: { registry: 1, funding: 1, milestones: 1, alerts: 0 } },
    })
    expect(await body(auditor, 'summary')).toMatchObject({ byRegion: [{ code: '34' }] })
  })

  it('shows a project with its money per source and its story', async () => {
    expect(await body(auditor, `projects/${projectId}`)).toMatchObject({
      region: { code: '340104', name: '蜀山区' },
      ledger: [{ source: 'national-education-fund', disbursedFen: 3_000_000_00 }],
      series: [{ month: '2017-04', registered: 1, cumulative: { disbursedFen: 3_000_000_00 } }],
      gapPoints: 17.5,
    })
    const first = await body<{ items: object[]; next: string }>(auditor, `projects/${projectId}/story?limit=2`)
    const second = await body<{ items: object[]; next: string | null }>(
      auditor,
      `projects/${projectId}/story?limit=2&cursor=${first.next}`,
    )
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
  })

  it('explains a figure of a group and of a project by their events', async () => {
    const rate = await body(auditor, 'explain?figure=investment-completion-rate')
    expect(rate).toMatchObject({
      value: null,
      numerator: null,
      denominatorIs: 'approved-budget',
      unknown: 1,
      events: [],
    })
    expect(await body(auditor, `explain?figure=paidPercent&projectId=${projectId}`)).toMatchObject({
      value: 30,
      numerator: 3_000_000_00,
      denominator: 10_000_000_00,
      events: [{ adds: { numerator: 3_000_000_00 } }, { adds: { denominator: 10_000_000_00 } }],
    })
    const unknown = await auditor.get('/api/v1/dashboards/explain?figure=paidPercent')
    expect(unknown).toMatchObject({ status: 400, body: { slug: 'figure-unknown' } })
  })

  it('shows a business day before the facts, by what is known now, and no day that is still to come', async () => {
    const [before, on] = ['2017-04-05', '2017-04-06']
    expect(await body(auditor, `summary?asOf=${before}`)).toMatchObject({
      total: { projects: 0 },
      asOf: { day: before },
    })
    expect(await body(auditor, `summary?asOf=${on}`)).toMatchObject({
      total: { projects: 1, paidFen: 3_000_000_00 },
      asOf: { day: on, knownOn: null },
    })
    expect(await body(auditor, `projects?asOf=${on}`)).toMatchObject({ total: 1, items: [{ gapPoints: 17.5 }] })
    expect(await body(auditor, `projects/${projectId}?asOf=${on}`)).toMatchObject({ gapPoints: 17.5 })
    expect(await auditor.get(`/api/v1/dashboards/projects/${projectId}?asOf=${before}`)).toMatchObject({ status: 404 })
    expect(await body(auditor, `projects/${projectId}/story?asOf=${before}`)).toMatchObject({ items: [] })
    expect(await body(auditor, `explain?figure=paidFen&asOf=${before}`)).toMatchObject({ value: 0, events: [] })
    expect(await body(auditor, `summary?asOf=${on}&knownOn=${on}`)).toMatchObject({ total: { projects: 0 } })
    const future = await auditor.get('/api/v1/dashboards/summary?asOf=2999-01-01')
    expect(future).toMatchObject({ status: 422, body: { slug: 'as-of-in-future' } })
  })

  it('answers series, changes and positions', async () => {
    expect(await body(supervisor, 'series?region=34')).toMatchObject({
      months: [{ month: '2017-04', disbursedFen: 3_000_000_00 }],
    })
    expect(await body(supervisor, 'changes?fromKnownOn=2017-01-01&toKnownOn=2100-01-01')).toMatchObject({
      registered: 1,
    })
    const { sources } = await body<{ sources: object[] }>(auditor, 'positions')
    expect(sources).toContainEqual(
      expect.objectContaining({ source: 'funding', read: { xid: expect.any(String), position: 1 } }),
    )
  })

  it.each([
    'summary?status=sleeping',
    'projects?sort=colour',
    'projects?cursor=abc',
    'changes?fromKnownOn=2018-01-01',
    'summary?region=',
    'changes?fromKnownOn=2018-01-02&toKnownOn=2018-01-01',
  ])('refuses %s', async (path) =>
    expect(await auditor.get(`/api/v1/dashboards/${path}`)).toMatchObject({ status: 400 }),
  )

  it('knows nothing of a project for somebody else', async () => {
    expect(await body(stranger, 'summary')).toMatchObject({ total: { projects: 0 } })
    expect(await body(stranger, 'projects')).toMatchObject({ items: [], total: 0 })
    for (const path of [
      `projects/${projectId}`,
      `projects/${projectId}/story`,
      `explain?figure=disbursedFen&projectId=${projectId}`,
    ]) {
      expect(await stranger.get(`/api/v1/dashboards/${path}`)).toMatchObject({ status: 404 })
    }
  })

  it('answers no question of figures while its tables are built anew, and goes on afterwards', async () => {
    const source = new Client({ connectionString: database.url })
    await source.connect()
    try {
      await source.query('update dashboards.model_edition set complete = false')
      for (const path of ['summary', 'projects', `projects/${projectId}`, 'series', 'explain?figure=projects']) {
        await eventually(
          async () =>
            expect(await auditor.get(`/api/v1/dashboards/${path}`)).toMatchObject({
              status: 503,
              body: { slug: 'being-rebuilt' },
            }),
          { within: 15_000 },
        )
      }
      const changes = await auditor.get('/api/v1/dashboards/changes?fromKnownOn=2017-01-01&toKnownOn=2018-01-01')
      expect(changes).toMatchObject({ status: 503 })
    } finally {
      await source.query('update dashboards.model_edition set complete = true')
      await source.end()
    }
    expect(await body(auditor, 'summary')).toMatchObject({ total: { projects: 1 } })
  })

  it('pages through a list without losing or repeating a project, unknown values last', async () => {
    const more = Array.from({ length: 7 }, () => randomUUID())
    for (const id of more) {
      const budget = more.indexOf(id) % 2 === 0 ? { approvedBudgetFen: 500 } : {}
      await neighbours.registry.tells(id, registered(id, { localCode: id, ...budget }))
    }
    const all = `projects?limit=3&sort=budget&order=desc`
    await eventually(async () => expect(await body(auditor, all)).toMatchObject({ total: 8 }), { within: 15_000 })
    for (const order of ['asc', 'desc']) {
      const seen: { projectId: string; approvedBudgetFen: number | null }[] = []
      for (let next: string | null = ''; next !== null;) {
        const page: { items: typeof seen; next: string | null } = await body(
          auditor,
          `projects?limit=3&sort=budget&order=${order}${next ? `&cursor=${next}` : ''}`,
        )
        seen.push(...page.items)
        next = page.next
      }
      expect(new Set(seen.map((card) => card.projectId)).size).toBe(8)
      expect(seen.slice(5).map((card) => card.approvedBudgetFen)).toEqual([null, null, null])
    }
  })

  it('tells readers what changed, from where they left off, and nobody else', async () => {
    const id = randomUUID()
    const start = await firstEvent(services, auditor, { lastEventId: '0-0' })
    expect(start.data.projectIds).toContain(projectId)
    const waiting = firstEvent(services, auditor)
    const stranded = firstEvent(services, stranger, { lastEventId: '0-0', within: 1_500 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    await neighbours.registry.tells(id, registered(id, { localCode: id }))
    const event = await waiting
    expect(event.data).toMatchObject({ projectIds: [id], positions: { registry: expect.any(Number) } })
    expect(event.id).toMatch(/^\d+-\d+$/)
    await expect(stranded).rejects.toThrow()
    const malformed = await auditor.get('/api/v1/dashboards/stream', { 'last-event-id': 'x' })
    expect(malformed).toMatchObject({ status: 400, body: { slug: 'event-id-malformed' } })
  })

  it('builds the tables of another program anew when it starts, and goes on taking facts in', async () => {
    await services.stop({ keepDatabase: true })
    const source = new Client({ connectionString: database.url })
    await source.connect()
    await source.query(`update dashboards.model_edition set edition = 0`)
    await source.query(`update dashboards.summary_cell set projects = 70`)
    await source.end()
    const id = randomUUID()
    await neighbours.registry.tells(id, registered(id, { localCode: id, name: '后来小学' }))
    services = await runServices({ modules: [DashboardsModule], database })
    auditor = await services.as({ role: 'auditor', name: '审计' })
    await eventually(async () => expect(await body(auditor, 'projects?q=后来')).toMatchObject({ total: 1 }), {
      within: 30_000,
    })
    const listed = await body<{ total: number }>(auditor, 'projects?ownerUnit=edu-bureau')
    expect(await body(auditor, 'summary')).toMatchObject({ total: { projects: listed.total } })
  })
})

interface Changed {
  readonly id: string
  readonly data: { projectIds: string[]; positions: Record<string, number> }
}

async function firstEvent(
  services: RunningServices,
  speaker: Speaker,
  { lastEventId, within = 10_000 }: { lastEventId?: string; within?: number } = {},
): Promise<Changed> {
  const response = await fetch(`${services.url}/api/v1/dashboards/stream`, {
    headers: { authorization: `Bearer ${speaker.token}`, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    signal: AbortSignal.timeout(within),
  })
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const match = /id: (.+)\nevent: changed\ndata: (.+)\n\n/.exec(text)
    if (match) return { id: match[1]!, data: JSON.parse(match[2]!) as Changed['data'] }
  }
  throw new Error('the stream ended')
}
