import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually, type Speaker } from '@zhuji/testing'
import { health, Milestones, path } from '../milestones.features.js'
import { MilestonesModule } from '../milestones.module.js'

const MEBIBYTE = 1024 * 1024
const jpeg = (bytes: number) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(bytes - 4, 7)])

describe('evidence over HTTP', () => {
  let milestones: Milestones
  let office: Speaker
  let otherOffice: Speaker
  let supervisor: Speaker
  let auditor: Speaker
  let directory: string

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evidence-'))
    process.env['EVIDENCE_DIRECTORY'] = directory
    milestones = await Milestones.run(MilestonesModule)
    office = milestones.office
    otherOffice = await milestones.as({ role: 'project-office', unit: health, person: 'other-office' })
    supervisor = await milestones.as({ role: 'supervisor', regions: ['3401'], person: 'supervisor' })
    auditor = await milestones.as({ role: 'auditor' })
  })

  afterAll(async () => {
    await milestones?.stop()
    delete process.env['EVIDENCE_DIRECTORY']
    await rm(directory, { recursive: true, force: true })
  })

  describe('evidence', () => {
    const evidence = '/api/v1/milestones/evidence'

    async function upload(speaker: Speaker, content: Buffer, named: { name?: string; key?: string } = {}) {
      const { name = '主体四层.jpg', key = randomUUID() } = named
      const form = new FormData()
      form.set('file', new File([new Uint8Array(content)], name, { type: 'image/jpeg' }))
      const headers = { authorization: `Bearer ${speaker.token}`, 'idempotency-key': key }
      const response = await fetch(milestones.services.url + evidence, { method: 'POST', headers, body: form })
      return { status: response.status, body: (await response.json()) as { fileId: string; slug?: string } }
    }

    const download = (speaker: Speaker, fileId: string) =>
      fetch(`${milestones.services.url}${evidence}/${fileId}`, {
        headers: { authorization: `Bearer ${speaker.token}` },
      })

    it('is kept under its hash, named in a report, and opened by those who see the project', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
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

    it('of a takeover is opened by those who see the project, too', async () => {
      const projectId = await milestones.registered(randomUUID())
      const { fileId } = (await upload(office, jpeg(600))).body
      const takeover = { from: '某置业有限公司', occurredOn: '2026-05-01', evidence: [{ fileId }] }
      expect(await office.post(path(projectId, 'takeover'), takeover)).toMatchObject({ status: 201 })
      await eventually(async () => expect((await download(supervisor, fileId)).status).toBe(200))
    })

    it('cannot be named before it is uploaded, nor when somebody else uploaded it', async () => {
      const projectId = await milestones.underConstruction(randomUUID())
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
      expect(await upload(office, script, { name: 'photo.jpg' })).toMatchObject({
        status: 400,
        body: { slug: 'evidence-type-unsupported' },
      })
      expect(await upload(office, Buffer.alloc(0))).toMatchObject({ status: 400, body: { slug: 'evidence-empty' } })
      const pdf = Buffer.from('%PDF-1.7 and so on, long enough')
      expect(await upload(office, pdf, { name: '../../../run.exe' })).toMatchObject({
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
      const first = await upload(office, jpeg(700), { name: 'a.jpg', key })
      expect((await upload(office, jpeg(700), { name: 'a.jpg', key })).body).toEqual(first.body)
      expect(await upload(office, jpeg(701), { name: 'a.jpg', key })).toMatchObject({
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
      const empty = await fetch(milestones.services.url + evidence, { method: 'POST', headers, body: form })
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
