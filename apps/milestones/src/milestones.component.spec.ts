import { randomUUID } from 'node:crypto'
import { facilityKindIds, ProjectCancelled } from '@zhuji/contracts'
import { eventually, type Speaker } from '@zhuji/testing'
import { Milestones, path } from './milestones.features.js'
import { MilestonesModule } from './milestones.module.js'

describe('milestones over HTTP', () => {
  let milestones: Milestones
  let office: Speaker
  let supervisor: Speaker

  beforeAll(async () => {
    milestones = await Milestones.run(MilestonesModule)
    office = milestones.office
    supervisor = await milestones.as({ role: 'supervisor', regions: ['3401'], person: 'supervisor' })
  })

  afterAll(async () => {
    await milestones?.stop()
  })

  describe('a project just registered', () => {
    it('waits for its registration to arrive instead of refusing the first command', async () => {
      const projectId = randomUUID()
      const start = { milestone: 'start', occurredOn: '2026-03-02' }
      const early = office.post(path(projectId, 'milestones-reached'), start)
      await milestones.registered(projectId)
      const receipt = await early
      expect(receipt).toMatchObject({
        status: 201,
        body: {
          version: 2,
          events: [{ type: 'milestones.milestone-reached.v2' }, { type: 'milestones.standing-moved.v1' }],
        },
      })
      expect(receipt.headers.get('etag')).toBe('"2"')
    })

    it('is not found when the registration never comes', async () => {
      const start = { milestone: 'start', occurredOn: '2026-03-02' }
      expect(await office.post(path(randomUUID(), 'milestones-reached'), start)).toMatchObject({
        status: 404,
        body: { slug: 'project-unknown' },
      })
    })

    it('is at version 0 and knows nothing', async () => {
      const projectId = await milestones.registered(randomUUID())
      const answer = await eventually(async () => {
        const found = await office.get(path(projectId))
        expect(found.status).toBe(200)
        return found
      })
      expect(answer.headers.get('etag')).toBe('"0"')
      expect(answer.body).toMatchObject({
        version: 0,
        plan: null,
        physicalPercent: null,
        standing: { stage: 'reserve', halt: null, procedure: null },
      })
    })
  })

  describe('the whole way of a site', () => {
    it('is told step by step and shown at once', async () => {
      const projectId = await milestones.registered(randomUUID(), {
        plannedStartOn: '2026-03-01',
        needOn: '2027-09-01',
      })
      const steps: readonly [string, object][] = [
        ['plans', { occurredOn: '2026-02-01' }],
        ['forecasts', { milestone: 'in-use', forecastOn: '2027-10-01', occurredOn: '2026-03-01' }],
        ['milestones-reached', { milestone: 'start', occurredOn: '2026-03-02' }],
        ['progress-reports', { physicalPercent: 40, completedInvestmentFen: 500, occurredOn: '2026-05-01' }],
        ['progress-corrections', { physicalPercent: 35, reason: '复核', occurredOn: '2026-05-10' }],
        ['stops', { halt: 'stopped', reason: '退场', occurredOn: '2026-06-01' }],
        ['procedures', { procedure: 'retendering', occurredOn: '2026-07-01' }],
        ['procedure-endings', { procedure: 'retendering', occurredOn: '2026-08-01' }],
        ['resumptions', { occurredOn: '2026-09-01' }],
        [
          'milestone-corrections',
          { milestone: 'start', reachedOn: '2026-03-05', reason: '笔误', occurredOn: '2026-09-02' },
        ],
        ['stops', { halt: 'deferred', reason: '资金', occurredOn: '2026-10-01' }],
        ['procedures', { procedure: 'redesigning', occurredOn: '2026-11-01' }],
      ]
      for (const [what, body] of steps) {
        expect({ what, ...(await office.post(path(projectId, what), body)) }).toMatchObject({ what, status: 201 })
      }
      const seen = { finding: '现场无人', physicalPercent: 30, occurredOn: '2026-12-01' }
      expect(await supervisor.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 201 })
      expect((await office.get(path(projectId))).body).toMatchObject({
        standing: { stage: 'start', halt: 'deferred', procedure: 'redesigning' },
        plan: { version: 1, template: 'primary-school' },
        forecasts: [{ milestone: 'in-use', forecastOn: '2027-10-01' }],
        reached: [{ milestone: 'start', reachedOn: '2026-03-05' }],
        physicalPercent: 35,
        completedInvestmentFen: 500,
        lastReportOn: '2026-05-01',
        lastInspectionOn: '2026-12-01',
      })
    })

    it('shows how a forecast slipped, as of today and as of an earlier day', async () => {
      const dates = { plannedStartOn: '2026-03-01', needOn: '2027-09-01' }
      const projectId = await milestones.registered(randomUUID(), dates)
      await office.post(path(projectId, 'plans'), { occurredOn: '2026-02-01' })
      for (const [forecastOn, occurredOn] of [
        ['2027-09-01', '2026-03-01'],
        ['2027-10-01', '2026-06-01'],
      ]) {
        await office.post(path(projectId, 'forecasts'), { milestone: 'in-use', forecastOn, occurredOn })
      }
      const slipOf = async (asOf: string) => {
        const { body } = await office.get(path(projectId, `trend${asOf}`))
        const { items } = body as { items: { milestone: string; slipDays: number | null }[] }
        return items.find(({ milestone }) => milestone === 'in-use')!.slipDays
      }
      expect([await slipOf(''), await slipOf('?asOf=2026-05-01')]).toEqual([30, 0])
    })

    it('refuses a fall of progress with both figures, in the caller’s language', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      await office.post(path(projectId, 'progress-reports'), { physicalPercent: 40, occurredOn: '2026-05-01' })
      const fall = { physicalPercent: 30, occurredOn: '2026-06-01' }
      const english = { 'accept-language': 'en' }
      expect(await office.post(path(projectId, 'progress-reports'), fall, english)).toMatchObject({
        status: 422,
        body: {
          slug: 'progress-fell',
          figures: { reportedPercent: 40, physicalPercent: 30, correctWith: 'correct-progress' },
          detail: expect.stringContaining('from 40% (2026-05-01) to 30%') as string,
        },
      })
    })

    it('names the fields that break their form', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      const wrong = { physicalPercent: 101, completedInvestmentFen: -1, occurredOn: '2026-02-30' }
      const answer = await office.post(path(projectId, 'progress-reports'), wrong)
      expect(answer.status).toBe(400)
      const { errors } = answer.body as { errors: { field: string }[] }
      expect(errors.map(({ field }) => field).sort()).toEqual([
        'completedInvestmentFen',
        'occurredOn',
        'physicalPercent',
      ])
    })

    it('takes no report after a cancellation, only of the days before', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      await milestones.registry.tells(projectId, ProjectCancelled({ projectId, reason: '学区调整' }, '2026-07-01'))
      await eventually(async () => {
        const trial = await office.post(path(projectId, 'progress-reports?dryRun=true'), {
          physicalPercent: 10,
          occurredOn: '2026-08-01',
        })
        expect(trial).toMatchObject({ status: 422, body: { slug: 'project-cancelled-since' } })
      })
      const before = { physicalPercent: 10, occurredOn: '2026-06-30' }
      expect(await office.post(path(projectId, 'progress-reports'), before)).toMatchObject({ status: 201 })
    })

    it('shows on trial what would be recorded, and records nothing', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      const trial = await office.post(path(projectId, 'stops?dryRun=true'), {
        halt: 'stopped',
        reason: '退场',
        occurredOn: '2026-06-01',
      })
      expect(trial.body).toMatchObject({
        dryRun: true,
        wouldRecord: [
          { type: 'milestones.work-stopped.v1', occurredOn: '2026-06-01' },
          { type: 'milestones.standing-moved.v1', data: { to: { stage: 'start', halt: 'stopped' } } },
        ],
      })
      expect((await office.get(path(projectId))).body).toMatchObject({ version: 2, standing: { halt: null } })
    })
  })

  describe('a command sent twice', () => {
    it('gets the same receipt for the same key, and is refused when the body is another', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      const key = { 'idempotency-key': randomUUID() }
      const report = { physicalPercent: 20, completedInvestmentFen: 100, occurredOn: '2026-04-01' }
      const first = await office.post(path(projectId, 'progress-reports'), report, key)
      const again = await office.post(path(projectId, 'progress-reports'), report, key)
      expect(again.body).toEqual(first.body)
      expect(
        await office.post(path(projectId, 'progress-reports'), { ...report, physicalPercent: 21 }, key),
      ).toMatchObject({
        status: 422,
        body: { slug: 'idempotency-key-reused' },
      })
      expect((await office.get(path(projectId))).body).toMatchObject({ reports: 1, completedInvestmentFen: 100 })
    })
  })

  describe('plan templates', () => {
    it('are listed with their names in both languages', async () => {
      const { body } = await office.get('/api/v1/milestones/plan-templates')
      const { items } = body as { items: { id: string; name: object; steps: { name: object; after: string[] }[] }[] }
      const school = items.find(({ id }) => id === 'primary-school')!
      expect(items).toHaveLength(facilityKindIds.length)
      expect(school.name).toEqual({ zh: '小学', en: 'Primary school' })
      expect(school.steps).toContainEqual(
        expect.objectContaining({ name: { zh: '招生公告', en: 'Admission announced' }, after: ['acceptance'] }),
      )
    })
  })
})
