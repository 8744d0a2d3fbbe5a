import { randomUUID } from 'node:crypto'
import { CustodyMoved } from '@zhuji/contracts'
import { eventually, type Speaker } from '@zhuji/testing'
import { education, health, Milestones, path } from '../milestones.features.js'
import { MilestonesModule } from '../milestones.module.js'

describe('constructions and their callers', () => {
  let milestones: Milestones
  let office: Speaker
  let otherOffice: Speaker
  let supervisor: Speaker
  let administrator: Speaker
  let auditor: Speaker

  beforeAll(async () => {
    milestones = await Milestones.run(MilestonesModule)
    office = milestones.office
    otherOffice = await milestones.as({ role: 'project-office', unit: health, person: 'other-office' })
    supervisor = await milestones.as({ role: 'supervisor', regions: ['3401'], person: 'supervisor' })
    administrator = await milestones.as({ role: 'administrator' })
    auditor = await milestones.as({ role: 'auditor' })
  })

  afterAll(async () => {
    await milestones?.stop()
  })

  describe('who may do what', () => {
    const stop = { halt: 'stopped', reason: '退场', occurredOn: '2026-06-01' }

    it('lets an office act on its own projects only, and see no others', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      expect(await otherOffice.post(path(projectId, 'stops'), stop)).toMatchObject({
        status: 403,
        body: { slug: 'out-of-scope' },
      })
      expect(await otherOffice.get(path(projectId))).toMatchObject({ status: 404 })
      expect(await office.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 201 })
    })

    it('follows the custody of a project', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      await milestones.registry.tells(
        projectId,
        CustodyMoved({ projectId, fromUnit: education, toUnit: health }, '2026-05-01'),
      )
      await eventually(async () => expect((await otherOffice.get(path(projectId))).status).toBe(200))
      expect(await office.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 403 })
      expect(await otherOffice.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 201 })
    })

    it('lets a supervisor inspect in the own region and report nowhere', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      const seen = { finding: '与填报一致', occurredOn: '2026-06-01' }
      const elsewhere = await milestones.as({ role: 'supervisor', regions: ['3502'] })
      expect(await supervisor.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 201 })
      expect(await elsewhere.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 403 })
      expect(await office.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 403 })
      const report = { physicalPercent: 20, occurredOn: '2026-06-01' }
      expect(await supervisor.post(path(projectId, 'progress-reports'), report)).toMatchObject({ status: 403 })
    })
  })

  describe('many projects at once', () => {
    it('are looked up in the order asked for, without those out of scope', async () => {
      const [first, second] = [
        await milestones.underConstruction(randomUUID()),
        await milestones.underConstruction(randomUUID()),
      ]
      const foreign = await milestones.registered(randomUUID(), { ownerUnit: health })
      const ids = [second, foreign, randomUUID(), first, second]
      await eventually(async () => expect((await otherOffice.get(path(foreign))).status).toBe(200))
      const answer = await office.post('/api/v1/milestones/projects/lookup', { ids })
      expect(answer).toMatchObject({ status: 200, body: { items: [{ projectId: second }, { projectId: first }] } })
      expect((await auditor.post('/api/v1/milestones/projects/lookup', { ids })).body).toMatchObject({
        items: [{ projectId: second }, { projectId: foreign, version: 0 }, { projectId: first }],
      })
    })

    it('are at most a thousand', async () => {
      const ids = Array.from({ length: 1001 }, () => randomUUID())
      expect(await office.post('/api/v1/milestones/projects/lookup', { ids })).toMatchObject({ status: 400 })
    })

    it('take commands in bulk, each decided alone; an import records what a live command may not', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
      const command = (name: string, body: object, id = projectId) => ({ name, id, key: randomUUID(), body })
      const commands = [
        command('report-progress', { physicalPercent: 60, occurredOn: '2026-05-01' }),
        command('report-progress', { physicalPercent: 50, occurredOn: '2026-06-01' }),
        command('reach-milestone', { milestone: 'topping-out', occurredOn: '2026-02-01' }),
        command('resume-work', { occurredOn: '2026-05-01' }, 'not-an-id'),
        command('demolish', { occurredOn: '2026-05-01' }),
      ]
      const live = await administrator.post('/api/v1/milestones/commands', { commands })
      const statuses = (reply: { body: never }) =>
        (reply.body as { results: { status: number }[] }).results.map((r) => r.status)
      expect(statuses(live)).toEqual([200, 422, 422, 400, 400])
      const fresh = commands.slice(1, 3).map((one) => ({ ...one, key: randomUUID() }))
      const imported = await administrator.post('/api/v1/milestones/commands', {
        knownOn: '2026-06-02',
        commands: fresh,
      })
      expect(statuses(imported)).toEqual([200, 200])
      expect((await office.get(path(projectId))).body).toMatchObject({
        physicalPercent: 50,
        standing: { stage: 'topping-out' },
      })
    })
  })
})
