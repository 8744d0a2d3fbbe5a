import { randomUUID } from 'node:crypto'
import type { Speaker } from '@zhuji/testing'
import { health, Milestones, path } from '../milestones.features.js'
import { MilestonesModule } from '../milestones.module.js'

interface Proposal {
  readonly provisionalYears: readonly string[]
  readonly shortByDays: number
  readonly steps: readonly { milestone: string; latestStartOn: string; latestFinishOn: string; late: boolean }[]
}

const beforeStart = ['proposal', 'feasibility', 'design', 'funds-secured', 'tendering', 'contracting', 'permit']

describe('倒排工期 over HTTP', () => {
  let milestones: Milestones
  let office: Speaker

  beforeAll(async () => {
    milestones = await Milestones.run(MilestonesModule)
    office = milestones.office
  })

  afterAll(() => milestones?.stop())

  const aSchoolForSeptember = () =>
    milestones.registered(randomUUID(), { plannedStartOn: '2026-03-01', needOn: '2027-09-01' })
  const proposed = async (projectId: string, body: object): Promise<Proposal> => {
    const { status, body: answer } = await office.post(path(projectId, 'plan-proposals'), body)
    expect({ status, answer }).toMatchObject({ status: 200 })
    return answer
  }

  it('shows what a need date asks for, too late steps included, and records nothing', async () => {
    const projectId = await aSchoolForSeptember()
    const proposal = await proposed(projectId, { from: '2026-01-20' })
    expect(proposal).toMatchObject({
      template: 'primary-school',
      needOn: '2027-09-01',
      provisionalYears: ['2027', '2028'],
    })
    expect(proposal.shortByDays).toBeGreaterThan(0)
    expect(proposal.steps.find(({ milestone }) => milestone === 'proposal')).toMatchObject({ late: true })
    expect((await office.get(path(projectId))).body).toMatchObject({ version: 0, plan: null })
  })

  it('becomes the baseline, which keeps how its days came about', async () => {
    const projectId = await aSchoolForSeptember()
    const asked = { durations: [{ milestone: 'structure', workingDays: 100 }], leaveOut: beforeStart }
    const proposal = await proposed(projectId, { ...asked, from: '2026-01-20' })
    const receipt = await office.post(path(projectId, 'plans'), { ...asked, occurredOn: '2026-01-20' })
    expect(receipt).toMatchObject({ status: 201, body: { events: [{ type: 'milestones.plan-adopted.v2' }] } })
    const { body } = await office.get(path(projectId))
    const { plan } = body as { plan: { steps: object[]; derivation: { steps: object[] } } }
    for (const { milestone, latestFinishOn, latestStartOn } of proposal.steps) {
      expect(plan.steps).toContainEqual({ milestone, plannedOn: latestFinishOn })
      expect(plan.derivation.steps).toContainEqual(expect.objectContaining({ milestone, latestStartOn }))
    }
  })

  it('is refused for a baseline with the steps that are too late, in the words of the reader', async () => {
    const projectId = await aSchoolForSeptember()
    const late = { durations: [], needOn: '2026-06-01', leaveOut: beforeStart, occurredOn: '2026-01-20' }
    const { status, body } = await office.post(path(projectId, 'plans'), late)
    expect({ status, body }).toMatchObject({ status: 422, body: { slug: 'plan-need-date-too-early' } })
    expect((body as { detail: string }).detail).toMatch(/开工 2025-\d\d-\d\d/)
  })

  it('is reckoned with the days an administrator set', async () => {
    const projectId = await aSchoolForSeptember()
    const administrator = await milestones.as({ role: 'administrator' })
    const days = ['02-05', '02-08', '02-09', '02-10', '02-11'].map((day) => ({ on: `2027-${day}`, working: false }))
    const before = await proposed(projectId, { from: '2026-01-20' })
    const set = { year: '2027', days, reason: '春节', occurredOn: '2026-11-10' }
    expect(await administrator.post('/api/v1/milestones/working-days', set)).toMatchObject({ status: 201 })
    const after = await proposed(projectId, { from: '2026-01-20' })
    expect(after).toMatchObject({ provisionalYears: ['2028'], shortByDays: before.shortByDays + 5 })
  })

  it('is a question that only those may ask who see the project', async () => {
    const projectId = await aSchoolForSeptember()
    const otherOffice = await milestones.as({ role: 'project-office', unit: health })
    expect(await otherOffice.post(path(projectId, 'plan-proposals'), {})).toMatchObject({ status: 404 })
  })
})
