import type { Speaker } from '@zhuji/testing'
import { Milestones } from '../milestones.features.js'
import { MilestonesModule } from '../milestones.module.js'

const url = '/api/v1/milestones/working-days'
const notice = {
  year: '2027',
  days: [
    { on: '2027-01-01', working: false },
    { on: '2027-01-03', working: true },
  ],
  reason: '国务院办公厅关于2027年部分节假日安排的通知',
  occurredOn: '2026-11-10',
}

describe('working days over HTTP', () => {
  let milestones: Milestones
  let administrator: Speaker

  beforeAll(async () => {
    milestones = await Milestones.run(MilestonesModule)
    administrator = await milestones.as({ role: 'administrator', person: 'administrator' })
  })

  afterAll(() => milestones?.stop())

  it('are those of the notices, with the name of every holiday', async () => {
    const { body } = await milestones.office.get(`${url}?year=2025`)
    expect(body).toMatchObject({ year: '2025', provisional: false, workingDays: 248 })
    expect((body as { days: unknown[] }).days).toContainEqual({
      on: '2025-09-28',
      working: true,
      name: { zh: '国庆节', en: 'National Day' },
    })
  })

  it('of a year without a notice are provisional until an administrator sets them', async () => {
    const before = await milestones.office.get(`${url}?year=2027`)
    expect(before.body).toMatchObject({ provisional: true, workingDays: 261, days: [] })
    expect(await administrator.post(url, notice)).toMatchObject({
      status: 201,
      body: { version: 1, events: [{ type: 'milestones.working-days-set.v1' }] },
    })
    const after = await milestones.office.get(`${url}?year=2027`)
    expect(after.body).toMatchObject({ provisional: false, workingDays: 261, days: notice.days })
  })

  it('say what is published, and what was set here, when and why', async () => {
    const { body } = await milestones.office.get(`${url}?year=2027`)
    const { days, reason, occurredOn } = notice
    expect(body).toMatchObject({ published: [], set: { days, reason, setOn: occurredOn } })
    const untouched = await milestones.office.get(`${url}?year=2026`)
    expect(untouched.body).toMatchObject({ set: { days: [], reason: null, setOn: null } })
    const { published, days: inForce } = untouched.body as { published: unknown[]; days: unknown[] }
    expect(published).toEqual(inForce)
  })

  it('are refused with the day that lies elsewhere, in the language of the reader', async () => {
    const wrong = { ...notice, days: [{ on: '2028-01-01', working: false }] }
    const { status, body } = await administrator.post(url, wrong)
    expect({ status, body }).toMatchObject({ status: 400, body: { slug: 'day-outside-year' } })
    expect((body as { detail: string }).detail).toContain('2028-01-01')
  })

  it('are asked for a year, not for anything else', async () => {
    expect(await milestones.office.get(`${url}?year=27`)).toMatchObject({ status: 400 })
    expect(
      await administrator.post('/api/v1/milestones/commands', {
        commands: [
          {
            name: 'set-working-days',
            id: 'all',
            key: 'all-years',
            body: { days: [], reason: 'x', occurredOn: '2026-01-01' },
          },
        ],
      }),
    ).toMatchObject({ body: { results: [{ problem: { slug: 'id-invalid' } }] } })
  })
})
