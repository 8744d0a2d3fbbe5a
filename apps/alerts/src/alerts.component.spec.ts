import { randomUUID } from 'node:crypto'
import { Module } from '@nestjs/common'
import pg from 'pg'
import { type NewEvent, ProgrammeIssued, RegionDefined } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { readConfig } from '@zhuji/platform'
import { eventually, type FreshDatabase, freshDatabase, type RunningServices, runServices } from '@zhuji/testing'
import { alertsConfig } from './alerts.config.js'
import { alertsModule } from './alerts.module.js'
import { planned, reached, registered, watchedAfter } from './told-facts/told.features.js'
import { ToldFacts } from './told-facts/told-facts.features.js'

@Module(alertsModule(() => readConfig(alertsConfig, { ALERTS_CHECK_EVERY_MS: '50' })))
class Alerts {}

interface Listed {
  alertId: string
  projectId: string
  status: string
  severity: string
  cause: { measure: string; subject: string; targetOn: string; cutOffOn: string }
}

/** Noon in the deployment's zone. */
const noon = (day: string) => new Date(`${day}T04:00:00Z`)

const hefei = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
]

describe('alerts', () => {
  const clock = new StoppedClock(noon('2026-11-01'))
  let database: FreshDatabase
  let facts: ToldFacts
  let services: RunningServices
  let pool: pg.Pool

  const start = () => runServices({ modules: [Alerts], clock, database })
  const restart = async () => {
    await services.stop({ keepDatabase: true })
    services = await start()
  }
  const supervisor = () => services.as({ role: 'supervisor', name: '李督查', regions: ['3401'] })
  const alertsOf = async (projectId: string, status = 'all'): Promise<Listed[]> => {
    const answer = await (await supervisor()).get(`/api/v1/alerts?projectId=${projectId}&status=${status}`)
    expect(answer.status).toBe(200)
    return (answer.body as { items: Listed[] }).items
  }
  const eventuallyAlerts = (projectId: string, expected: object[]) =>
    eventually(async () => expect(await alertsOf(projectId)).toMatchObject(expected), { within: 15_000 })
  /** A project whose topping-out is planned for 30 November. The plan comes last: each fact is judged as it comes, and no step is overdue on the way. */
  const aSite = async (...more: ((projectId: string) => NewEvent)[]) => {
    const projectId = randomUUID()
    const plan = planned({ 'topping-out': '2026-11-30' }, projectId)
    await facts.tell(registered({}, projectId), ...more.map((fact) => fact(projectId)), plan)
    return projectId
  }
  const untilJudged = (projectId: string, checkOn: string | null) =>
    eventually(
      async () => {
        const text = 'select check_on::text as "checkOn" from alerts.watched_project where project_id = $1'
        expect((await pool.query(text, [projectId])).rows).toEqual([{ checkOn }])
      },
      { within: 15_000 },
    )

  beforeAll(async () => {
    database = await freshDatabase()
    facts = await ToldFacts.open(database.url, clock)
    pool = new pg.Pool({ connectionString: database.url, max: 1 })
    services = await start()
    await facts.tell(RegionDefined({ code: '3401', regionPath: hefei }, '2020-01-01'))
  })

  afterAll(async () => {
    await facts?.close()
    await pool?.end()
    await services?.stop()
  })

  it('raises one alert when a planned day passes, and none again after a restart', async () => {
    clock.moveTo(noon('2026-11-30'))
    const projectId = await aSite()
    await untilJudged(projectId, '2026-12-01')
    expect(await alertsOf(projectId)).toEqual([])
    clock.moveTo(new Date('2026-11-30T16:00:00Z'))
    const cause = {
      measure: 'milestone-overdue',
      subject: 'topping-out',
      targetOn: '2026-11-30',
      cutOffOn: '2026-12-01',
    }
    await eventuallyAlerts(projectId, [{ status: 'open', severity: 'yellow', cause }])
    await restart()
    await untilJudged(projectId, '2026-12-31')
    expect(await alertsOf(projectId)).toHaveLength(1)
  })

  it('judges a project anew when a programme begins to ask it for reports', async () => {
    clock.moveTo(noon('2026-12-02'))
    const projectId = await aSite(
      (id) => reached('start', '2026-11-02', id),
      (id) => reached('topping-out', '2026-11-20', id),
    )
    await untilJudged(projectId, null)
    const [example] = ProgrammeIssued.examples
    const lines = [{ ...example!.lines[0]!, scope: { facilityKinds: [], regions: [], projects: [{ projectId }] } }]
    const rhythm = { kind: 'weekly', weekday: 5, needsPhotos: false } as const
    await facts.tell(ProgrammeIssued({ ...example!, programmeId: randomUUID(), lines, rhythm }, '2026-11-10'))
    const cause = { measure: 'report-missing', targetOn: '2026-11-13' }
    await eventuallyAlerts(projectId, [{ status: 'open', severity: 'yellow', cause }])
  })

  it('clears the alert when the facts recover, and a later acknowledgement is refused with the day', async () => {
    clock.moveTo(noon('2026-12-05'))
    const projectId = await aSite()
    await eventuallyAlerts(projectId, [{ status: 'open' }])
    await facts.tell(reached('topping-out', '2026-12-04', projectId))
    await eventuallyAlerts(projectId, [{ status: 'cleared', clearedOn: '2026-12-05' }])
    const [alert] = await alertsOf(projectId)
    const path = `/api/v1/alerts/${alert!.alertId}`
    const refusal = await (await supervisor()).post(`${path}/acknowledgement`, { occurredOn: '2026-12-05' })
    expect(refusal).toMatchObject({ status: 422, body: { slug: 'alert-already-cleared' } })
    const detail = (await (await supervisor()).get(path)).body as { events: { type: string }[] }
    expect(detail.events.map((event) => event.type)).toEqual(['alerts.alert-raised.v1', 'alerts.alert-cleared.v1'])
  })

  it('takes one acknowledgement, keeps it through a change of colour, and refuses a second with who and when', async () => {
    clock.moveTo(noon('2026-12-10'))
    const projectId = await aSite()
    await eventuallyAlerts(projectId, [{ status: 'open', severity: 'yellow' }])
    const [alert] = await alertsOf(projectId)
    const path = `/api/v1/alerts/${alert!.alertId}/acknowledgement`
    const body = { text: '已约谈施工单位', occurredOn: '2026-12-10' }
    expect(await (await supervisor()).post(path, body)).toMatchObject({ status: 201, body: { version: 2 } })
    const second = await (await supervisor()).post(path, body)
    expect(second).toMatchObject({
      status: 422,
      body: { detail: '该预警已由“李督查”于 2026-12-10 签收' },
    })
    clock.moveTo(noon('2026-12-31'))
    await eventuallyAlerts(projectId, [{ status: 'acknowledged', severity: 'red', acknowledged: { by: '李督查' } }])
  })

  it('shows an alert, and lets it be acknowledged, only within scope', async () => {
    const projectId = await aSite()
    await eventuallyAlerts(projectId, [{ status: 'open' }])
    const [alert] = await alertsOf(projectId)
    const stranger = await services.as({ role: 'supervisor', regions: ['3402'] })
    expect((await stranger.get(`/api/v1/alerts?projectId=${projectId}`)).body).toEqual({ items: [], next: null })
    expect((await stranger.get(`/api/v1/alerts/${alert!.alertId}`)).status).toBe(404)
    const body = { occurredOn: '2026-12-31' }
    expect((await stranger.post(`/api/v1/alerts/${alert!.alertId}/acknowledgement`, body)).status).toBe(404)
    const owner = await services.as({ role: 'project-office', unit: { id: 'edu-bureau', name: '市教育局' } })
    expect((await owner.get(`/api/v1/alerts?projectId=${projectId}`)).body).toMatchObject({ items: [{ projectId }] })
  })

  it('judges many projects that become due at once, each once, also with two processes', async () => {
    clock.moveTo(noon('2026-11-30'))
    const projectIds = Array.from({ length: 600 }, () => randomUUID())
    const due = projectIds.map((projectId) =>
      watchedAfter(registered({}, projectId), planned({ 'topping-out': '2026-11-30' }, projectId)),
    )
    await pool.query(
      `insert into alerts.watched_project (project_id, local_code, name, facility_kind, region_codes, owner_unit_id, facts, check_on)
       select (f->>'projectId')::uuid, 'x', 'x', 'primary-school', '{34,3401}', 'edu-bureau', f, '2026-12-01'
       from json_array_elements($1) f`,
      [JSON.stringify(due.map((watched, index) => ({ ...watched, projectId: projectIds[index] })))],
    )
    const other = await start()
    clock.moveTo(noon('2026-12-01'))
    const counts = `select count(*)::int as raised, count(distinct aggregateid)::int as projects from alerts.event_log
      where type = 'alerts.alert-raised.v1' and aggregateid = any($1)`
    await eventually(
      async () => expect((await pool.query(counts, [projectIds])).rows).toEqual([{ raised: 600, projects: 600 }]),
      { within: 30_000 },
    )
    await other.stop({ keepDatabase: true })
    expect((await pool.query(counts, [projectIds])).rows).toEqual([{ raised: 600, projects: 600 }])
  })

  it('streams changes, and goes on behind the last one a reader has seen', async () => {
    clock.moveTo(noon('2026-12-05'))
    const { token } = await supervisor()
    const projectId = randomUUID()
    const path = `${services.url}/api/v1/alerts/stream?projectId=${projectId}`
    const live = new AbortController()
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token}` }, signal: live.signal })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const steps = planned({ 'topping-out': '2026-11-30', 'works-complete': '2026-12-01' }, projectId)
    await facts.tell(registered({}, projectId), steps)
    const seen = await eventsOf(answer, 2)
    live.abort()
    expect(seen.map((event) => event.data.cause.subject).sort()).toEqual(['topping-out', 'works-complete'])
    await facts.tell(reached('works-complete', '2026-12-05', projectId))
    await eventuallyAlerts(projectId, [{ status: 'cleared' }, { status: 'cleared' }])
    const again = new AbortController()
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': seen[0]!.id }
    const rest = await eventsOf(await fetch(path, { headers, signal: again.signal }), 3)
    again.abort()
    expect(rest[0]).toEqual(seen[1])
    expect(rest.slice(1).map((event) => event.data.status)).toEqual(['cleared', 'cleared'])
    const malformed = await fetch(path, { headers: { ...headers, 'last-event-id': 'x' } })
    expect(malformed.status).toBe(400)
  })

  it('shows the alerts of an earlier day as they stood at its end', async () => {
    clock.moveTo(noon('2027-03-10'))
    const projectId = randomUUID()
    await facts.tell(registered({}, projectId), planned({ 'topping-out': '2027-02-28' }, projectId))
    await eventuallyAlerts(projectId, [{ status: 'open', severity: 'yellow' }])
    clock.moveTo(noon('2027-03-31'))
    await eventuallyAlerts(projectId, [{ status: 'open', severity: 'red' }])
    clock.moveTo(noon('2027-04-05'))
    await facts.tell(reached('topping-out', '2027-04-04', projectId))
    await eventuallyAlerts(projectId, [{ status: 'cleared' }])
    const shown = async (clocks: string) => {
      const { status, body } = await (await supervisor()).get(`/api/v1/alerts?projectId=${projectId}&${clocks}`)
      expect(status).toBe(200)
      return (body as { items: Listed[] }).items.map(({ status: state, severity }) => `${state} ${severity}`)
    }
    expect(await shown('asOf=2027-03-09')).toEqual([])
    expect(await shown('asOf=2027-03-10')).toEqual(['open yellow'])
    expect(await shown('asOf=2027-04-05&knownOn=2027-03-30')).toEqual(['open yellow'])
    expect(await shown('knownOn=2027-03-31')).toEqual(['open red'])
    expect(await shown('severity=yellow&knownOn=2027-03-31')).toEqual([])
    expect(await shown('knownOn=2027-04-05')).toEqual([])
    expect(await shown('status=all&knownOn=2027-04-05')).toEqual(['cleared red'])
    const { items } = (await (await supervisor()).get(`/api/v1/alerts?projectId=${projectId}&status=all`)).body as {
      items: { alertId: string }[]
    }
    const one = async (clocks: string) =>
      (await (await supervisor()).get(`/api/v1/alerts/${items[0]!.alertId}?${clocks}`)) as {
        status: number
        body: { severity: string; events: object[] }
      }
    expect((await one('asOf=2027-03-09')).status).toBe(404)
    expect(await one('asOf=2027-03-10')).toMatchObject({ body: { severity: 'yellow', events: [{}] } })
    expect((await one('')).body.events.length).toBeGreaterThan((await one('asOf=2027-03-10')).body.events.length)
    const ahead = await (await supervisor()).get('/api/v1/alerts?asOf=2027-04-06')
    expect(ahead).toMatchObject({ status: 422, body: { slug: 'as-of-in-future' } })
  })

  it('names the thresholds it judges by', async () => {
    const answer = await (await supervisor()).get('/api/v1/alerts/rule-packs')
    expect(answer.body).toMatchObject({ items: [{ pack: 'national-baseline', version: 1, inForce: true }] })
  })
})

interface StreamEvent {
  id: string
  data: Listed
}

async function eventsOf(answer: Response, count: number): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of answer.body!) {
    text += decoder.decode(bytes, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop()!
    for (const block of blocks) {
      const match = /^id: (.*)\nevent: alert\ndata: (.*)$/.exec(block)
      if (match) events.push({ id: match[1]!, data: JSON.parse(match[2]!) as Listed })
    }
    if (events.length >= count) break
  }
  return events
}
