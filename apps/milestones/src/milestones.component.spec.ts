import { Inject, Injectable, Module } from '@nestjs/common'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CustodyMoved, type DataOf, type NewEvent, ProjectCancelled, ProjectRegistered } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { type Decider, EventStore } from '@zhuji/messaging'
import { ServiceModule } from '@zhuji/platform'
import { eventually, type RunningServices, runServices, type Speaker } from '@zhuji/testing'
import { MilestonesModule } from './milestones.module.js'

const nothing: Decider<null> = { stateVersion: 1, initial: () => null, evolve: () => null }

/** Stands for the registry: a log of its own, into which a test writes what the registry would have told. */
@Injectable()
class RegistryLog {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  async tell(projectId: string, event: NewEvent): Promise<void> {
    const actor = { person: 'registrar', unit: null, role: 'administrator' }
    await this.store.execute({
      streamId: `project/${projectId}`,
      key: projectId,
      decider: nothing,
      decide: () => [event],
      origin: { actor, correlationId: randomUUID() },
    })
  }
}

@Module({ imports: [ServiceModule.with({ context: 'registry' })], providers: [RegistryLog] })
class RegistryLogModule {}

const education = { id: 'edu-bureau', name: '市教育局' }
const health = { id: 'health-commission', name: '市卫健委' }
const TODAY = new Date('2026-12-31T04:00:00Z')
const MEBIBYTE = 1024 * 1024
const jpeg = (bytes: number) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(bytes - 4, 7)])

function aSchool(projectId: string, changes: Partial<DataOf<typeof ProjectRegistered>> = {}) {
  const school = {
    ...ProjectRegistered.examples[0]!,
    localCode: projectId,
    ownerUnit: education,
    ...changes,
    projectId,
  }
  return ProjectRegistered(school, '2026-01-15')
}

describe('milestones over HTTP', () => {
  let services: RunningServices
  let registry: RegistryLog
  let directory: string
  let office: Speaker
  let otherOffice: Speaker
  let supervisor: Speaker
  let administrator: Speaker
  let auditor: Speaker

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evidence-'))
    process.env['EVIDENCE_DIRECTORY'] = directory
    services = await runServices({ modules: [MilestonesModule, RegistryLogModule], clock: new StoppedClock(TODAY) })
    registry = services.app.get(RegistryLog, { strict: false })
    office = await services.as({ role: 'project-office', unit: education, person: 'office' })
    otherOffice = await services.as({ role: 'project-office', unit: health, person: 'other-office' })
    supervisor = await services.as({ role: 'supervisor', regions: ['3401'], person: 'supervisor' })
    administrator = await services.as({ role: 'administrator' })
    auditor = await services.as({ role: 'auditor' })
  })

  afterAll(async () => {
    await services?.stop()
    delete process.env['EVIDENCE_DIRECTORY']
    await rm(directory, { recursive: true, force: true })
  })

  const path = (projectId: string, what = '') => `/api/v1/milestones/projects/${projectId}${what && `/${what}`}`

  async function aRegisteredSchool(changes: Partial<DataOf<typeof ProjectRegistered>> = {}): Promise<string> {
    const projectId = randomUUID()
    await registry.tell(projectId, aSchool(projectId, changes))
    return projectId
  }

  async function aProjectUnderConstruction(): Promise<string> {
    const projectId = await aRegisteredSchool()
    const start = { milestone: 'start', occurredOn: '2026-03-02' }
    expect(await office.post(path(projectId, 'milestones-reached'), start)).toMatchObject({ status: 201 })
    return projectId
  }

  describe('a project just registered', () => {
    it('waits for its registration to arrive instead of refusing the first command', async () => {
      const projectId = randomUUID()
      const start = { milestone: 'start', occurredOn: '2026-03-02' }
      const early = office.post(path(projectId, 'milestones-reached'), start)
      await registry.tell(projectId, aSchool(projectId))
      const receipt = await early
      expect(receipt).toMatchObject({
        status: 201,
        body: {
          version: 2,
          events: [{ type: 'milestones.milestone-reached.v1' }, { type: 'milestones.standing-moved.v1' }],
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
      const projectId = await aRegisteredSchool()
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
      const projectId = await aRegisteredSchool({ plannedStartOn: '2026-03-01', needOn: '2027-09-01' })
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
        plan: { version: 1, template: 'school' },
        forecasts: [{ milestone: 'in-use', forecastOn: '2027-10-01' }],
        reached: [{ milestone: 'start', reachedOn: '2026-03-05' }],
        physicalPercent: 35,
        completedInvestmentFen: 500,
        lastReportOn: '2026-05-01',
        lastInspectionOn: '2026-12-01',
      })
    })

    it('refuses a fall of progress with both figures, in the caller’s language', async () => {
      const projectId = await aProjectUnderConstruction()
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
      const projectId = await aProjectUnderConstruction()
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
      const projectId = await aProjectUnderConstruction()
      await registry.tell(projectId, ProjectCancelled({ projectId, reason: '学区调整' }, '2026-07-01'))
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
      const projectId = await aProjectUnderConstruction()
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
      const projectId = await aProjectUnderConstruction()
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

  describe('who may do what', () => {
    const stop = { halt: 'stopped', reason: '退场', occurredOn: '2026-06-01' }

    it('lets an office act on its own projects only, and see no others', async () => {
      const projectId = await aProjectUnderConstruction()
      expect(await otherOffice.post(path(projectId, 'stops'), stop)).toMatchObject({
        status: 403,
        body: { slug: 'out-of-scope' },
      })
      expect(await otherOffice.get(path(projectId))).toMatchObject({ status: 404 })
      expect(await office.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 201 })
    })

    it('follows the custody of a project', async () => {
      const projectId = await aProjectUnderConstruction()
      await registry.tell(projectId, CustodyMoved({ projectId, fromUnit: education, toUnit: health }, '2026-05-01'))
      await eventually(async () => expect((await otherOffice.get(path(projectId))).status).toBe(200))
      expect(await office.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 403 })
      expect(await otherOffice.post(path(projectId, 'stops'), stop)).toMatchObject({ status: 201 })
    })

    it('lets a supervisor inspect in the own region and report nowhere', async () => {
      const projectId = await aProjectUnderConstruction()
      const seen = { finding: '与填报一致', occurredOn: '2026-06-01' }
      const elsewhere = await services.as({ role: 'supervisor', regions: ['3502'] })
      expect(await supervisor.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 201 })
      expect(await elsewhere.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 403 })
      expect(await office.post(path(projectId, 'inspections'), seen)).toMatchObject({ status: 403 })
      const report = { physicalPercent: 20, occurredOn: '2026-06-01' }
      expect(await supervisor.post(path(projectId, 'progress-reports'), report)).toMatchObject({ status: 403 })
    })
  })

  describe('many projects at once', () => {
    it('are looked up in the order asked for, without those out of scope', async () => {
      const [first, second] = [await aProjectUnderConstruction(), await aProjectUnderConstruction()]
      const foreign = await aRegisteredSchool({ ownerUnit: health })
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
      const projectId = await aProjectUnderConstruction()
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

  describe('plan templates', () => {
    it('are listed with their names in both languages', async () => {
      const { body } = await office.get('/api/v1/milestones/plan-templates')
      const { items } = body as { items: { id: string; steps: { name: { zh: string } }[] }[] }
      expect(items.map(({ id }) => id)).toEqual(['school', 'health', 'sport', 'culture', 'other'])
      expect(items[0]!.steps.map(({ name }) => name.zh)).toContain('招生公告')
    })
  })

  describe('evidence', () => {
    const evidence = '/api/v1/milestones/evidence'

    async function upload(speaker: Speaker, content: Buffer, name = '主体四层.jpg', key: string = randomUUID()) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(content)], name, { type: 'image/jpeg' }))
      const headers = { authorization: `Bearer ${speaker.token}`, 'idempotency-key': key }
      const response = await fetch(services.url + evidence, { method: 'POST', headers, body: form })
      return { status: response.status, body: (await response.json()) as { fileId: string; slug?: string } }
    }

    const download = (speaker: Speaker, fileId: string) =>
      fetch(`${services.url}${evidence}/${fileId}`, { headers: { authorization: `Bearer ${speaker.token}` } })

    it('is kept under its hash, named in a report, and opened by those who see the project', async () => {
      const projectId = await aProjectUnderConstruction()
      const content = jpeg(1000)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const file = await upload(office, content)
      expect(file).toMatchObject({
        status: 201,
        body: { sha256, bytes: 1000, contentType: 'image/jpeg', name: '主体四层.jpg' },
      })
      const { fileId } = file.body
      expect((await download(supervisor, fileId)).status).toBe(404)
      const named = { fileId, takenAt: '2026-05-01T10:00:00+08:00', place: { longitude: 117.26, latitude: 31.85 } }
      const report = { physicalPercent: 20, occurredOn: '2026-05-01', evidence: [named] }
      expect(await office.post(path(projectId, 'progress-reports'), report)).toMatchObject({ status: 201 })
      const answer = await eventually(async () => {
        const opened = await download(supervisor, fileId)
        expect(opened.status).toBe(200)
        return opened
      })
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-type')).toBe('image/jpeg')
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; /)
      expect((await download(otherOffice, fileId)).status).toBe(404)
    })

    it('cannot be named before it is uploaded, nor when somebody else uploaded it', async () => {
      const projectId = await aProjectUnderConstruction()
      const { fileId } = (await upload(otherOffice, jpeg(500))).body
      for (const named of [fileId, randomUUID()]) {
        const report = { physicalPercent: 20, occurredOn: '2026-05-01', evidence: [{ fileId: named }] }
        expect(await office.post(path(projectId, 'progress-reports'), report)).toMatchObject({
          status: 422,
          body: { slug: 'evidence-unknown', figures: { fileId: named } },
        })
      }
    })

    it('is what its bytes are, whatever its name and type say', async () => {
      const script = Buffer.from('<script>alert(1)</script>')
      expect(await upload(office, script, 'photo.jpg')).toMatchObject({
        status: 400,
        body: { slug: 'evidence-type-unsupported' },
      })
      expect(await upload(office, Buffer.alloc(0))).toMatchObject({ status: 400, body: { slug: 'evidence-empty' } })
      const pdf = Buffer.from('%PDF-1.7 and so on, long enough')
      expect(await upload(office, pdf, '../../../run.exe')).toMatchObject({
        status: 201,
        body: { contentType: 'application/pdf', name: 'run.exe.pdf' },
      })
    })

    it('has at most 20 MB, to the byte', async () => {
      expect(await upload(office, jpeg(20 * MEBIBYTE))).toMatchObject({ status: 201 })
      expect(await upload(office, jpeg(20 * MEBIBYTE + 1))).toMatchObject({
        status: 400,
        body: { slug: 'evidence-too-large' },
      })
      expect(await readdir(join(directory, 'incoming'))).toEqual([])
    })

    it('is the same upload for the same key, and refused for other content', async () => {
      const key = randomUUID()
      const first = await upload(office, jpeg(700), 'a.jpg', key)
      expect((await upload(office, jpeg(700), 'a.jpg', key)).body).toEqual(first.body)
      expect(await upload(office, jpeg(701), 'a.jpg', key)).toMatchObject({
        status: 422,
        body: { slug: 'idempotency-key-reused' },
      })
    })

    it('is not handed out once its bytes have changed on the disk', async () => {
      const content = jpeg(900)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const { fileId } = (await upload(office, content)).body
      await writeFile(join(directory, sha256.slice(0, 2), sha256), jpeg(901))
      const answer = await download(office, fileId)
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ slug: 'evidence-damaged' })
    })

    it('needs a file in a multipart request', async () => {
      expect(await office.post(evidence, { file: 'text' })).toMatchObject({
        status: 400,
        body: { slug: 'evidence-not-multipart' },
      })
      const headers = { authorization: `Bearer ${office.token}`, 'idempotency-key': randomUUID() }
      const form = new FormData()
      form.set('text', 'no file')
      const empty = await fetch(services.url + evidence, { method: 'POST', headers, body: form })
      expect({ status: empty.status, body: await empty.json() }).toMatchObject({
        status: 400,
        body: { slug: 'evidence-missing' },
      })
    })

    it('is not uploaded by somebody who only reads', async () => {
      expect(await upload(auditor, jpeg(500))).toMatchObject({ status: 403 })
    })
  })
})
