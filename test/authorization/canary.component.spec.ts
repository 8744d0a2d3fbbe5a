import { randomUUID } from 'node:crypto'
import { eventually } from '@zhuji/testing'
import { CANARY, type TwoUnits, twoUnits } from './two-units.js'

const bounded = ['project-office', 'finance', 'supervisor'] as const

/** What an event stream has sent so far. */
class Listener {
  text = ''
  private readonly stop = new AbortController()

  async listen(url: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    const response = await fetch(url, { headers, signal: this.stop.signal })
    expect(response.status).toBe(200)
    void this.read(response.body!.pipeThrough(new TextDecoderStream()))
  }

  private async read(chunks: AsyncIterable<string>): Promise<void> {
    try {
      for await (const chunk of chunks) this.text += chunk
    } catch (error) {
      if (!this.stop.signal.aborted) throw error
    }
  }

  close(): void {
    this.stop.abort()
  }
}

describe('what another unit keeps to itself', () => {
  let world: TwoUnits

  beforeAll(async () => {
    world = await twoUnits()
  }, 120_000)

  afterAll(() => world?.close())

  const lists = (foreignId: string) => [
    ...['summary', 'series', 'projects?limit=200', `projects?q=${encodeURIComponent(CANARY)}`, 'positions'].map(
      (path) => `dashboards/${path}`,
    ),
    'dashboards/changes?fromKnownOn=2020-01-01&toKnownOn=2026-11-01',
    'dashboards/explain?figure=in-place-rate',
    `dashboards/explain?figure=in-place-rate&projectId=${foreignId}`,
    'dashboards/summary?region=3402',
    'alerts?status=all&limit=200',
    `alerts?status=all&projectId=${foreignId}`,
    'alerts/subscriptions',
    `registry/projects?localCode=${encodeURIComponent(`${CANARY}-1`)}`,
  ]

  it.each(bounded)('is in no list, search or sum of %s', async (role) => {
    const { projectId, alertId, fileId } = world.foreign
    for (const path of lists(projectId)) {
      const { status, body } = await world.speakers[role].get(`/api/v1/${path}`)
      const text = JSON.stringify(body)
      // A search or a filter may be repeated in the answer's own words; that is the caller's text, not the unit's.
      const told = text.replaceAll(`${CANARY}-1`, '')
      const leaked = [CANARY, alertId, fileId, '镜湖区'].filter((secret) => told.includes(secret))
      expect({ path, status: status < 500, leaked }).toEqual({ path, status: true, leaked: [] })
    }
    const { body } = await world.speakers[role].get('/api/v1/dashboards/summary')
    expect((body as { total: { projects: number } }).total.projects).toBe(1)
  })

  it('is what an administrator reads in the same places', async () => {
    const { body } = await world.speakers.administrator.get('/api/v1/dashboards/projects?limit=200')
    expect(JSON.stringify(body)).toContain(CANARY)
  })

  it.each(['registry', 'milestones', 'funding'])('is left out of what %s looks up', async (service) => {
    const ids = [world.own.projectId, world.foreign.projectId]
    for (const role of bounded) {
      const { body } = await world.speakers[role].post(`/api/v1/${service}/projects/lookup`, { ids })
      const { items } = body as { items: { projectId: string }[] }
      expect(items.map(({ projectId }) => projectId)).toEqual([world.own.projectId])
    }
  })

  it.each(bounded)('never comes over the live streams of %s', async (role) => {
    const { services, speakers, own, foreign } = world
    const changes = new Listener()
    const alerts = new Listener()
    try {
      await changes.listen(`${services.url}/api/v1/dashboards/stream`, speakers[role].token)
      await alerts.listen(`${services.url}/api/v1/alerts/stream`, speakers[role].token)
      for (const [projectId, word] of [
        [foreign.projectId, CANARY],
        [own.projectId, '振兴路'],
      ] as const) {
        const money = { entry: 'funds-in-place', amountFen: 100, source: 'special-bond', counterparty: word }
        const body = { ...money, documentNumber: randomUUID(), occurredOn: '2026-10-31' }
        await speakers.administrator.post(`/api/v1/funding/projects/${projectId}/entries`, body)
      }
      await speakers.administrator.post(`/api/v1/alerts/${foreign.alertId}/acknowledgement`, {
        occurredOn: '2026-11-01',
      })
      await eventually(() => expect(changes.text).toContain(own.projectId), { within: 15_000 })
      expect(changes.text).not.toContain(foreign.projectId)
      expect(alerts.text).not.toContain(foreign.projectId)
      expect(changes.text + alerts.text).not.toContain(CANARY)
    } finally {
      changes.close()
      alerts.close()
    }
  })
})
