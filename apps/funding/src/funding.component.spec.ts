import { randomUUID } from 'node:crypto'
import { eventually } from '@zhuji/testing'
import {
  aFundingScene,
  aFundedProject,
  aProject,
  entryIdOf,
  funds,
  officeOf,
  pathOf,
  payment,
  reported,
  type FundingScene,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('the funding service over HTTP', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  const post = (projectId: string, body: object, headers = {}) =>
    scene.finance.post(`${pathOf(projectId)}/entries`, body, headers)

  it('posts entries of a project registered a moment ago and shows its balances', async () => {
    const projectId = await aFundedProject(scene)
    const paid = await post(projectId, payment(60_00))
    expect(paid).toMatchObject({
      status: 201,
      body: { version: 3, alreadyPosted: false, events: [{ type: 'funding.ledger-entry-posted.v2' }] },
    })
    expect(paid.headers.get('etag')).toBe('"3"')
    const ledger = await scene.finance.get(pathOf(projectId))
    expect(ledger).toMatchObject({
      status: 200,
      body: {
        version: 3,
        balances: {
          sources: expect.arrayContaining([
            expect.objectContaining({ source: 'special-bond', inPlaceFen: 100_00, disbursedFen: 60_00 }),
            expect.objectContaining({ source: null, committedFen: 900_00 }),
          ]) as unknown,
          total: { allocatedFen: 0, inPlaceFen: 100_00, committedFen: 900_00, disbursedFen: 60_00, refundedFen: 0 },
        },
        gap: { paidPercent: 6, physicalPercent: null, points: null, ahead: null, basis: 'approved-budget' },
      },
    })
  })

  it('refuses with the rule, every figure and a sentence in the reader’s language', async () => {
    const projectId = await aFundedProject(scene)
    const refusal = await post(projectId, payment(100_01))
    expect(refusal.status).toBe(422)
    expect(refusal.headers.get('content-type')).toContain('application/problem+json')
    expect(refusal.body).toMatchObject({
      slug: 'funds-not-in-place',
      figures: { source: 'special-bond', inPlaceFen: 100_00, disbursedFen: 0, amountFen: 100_01, missingFen: 1 },
      errors: [{ field: 'amountFen', rule: 'funds-not-in-place' }],
    })
    const { detail } = refusal.body as { detail: string }
    expect(detail).toBe('专项债 到位 100.00 元，已支付（扣除退回）0.00 元，本次 100.01 元，尚缺 0.01 元。')
    const english = await post(projectId, payment(100_01), { 'accept-language': 'en' })
    expect((english.body as { detail: string }).detail).toMatch(
      /^Of Special-purpose bonds, CNY 100.00 is in place .* leaves CNY 0.01 missing\.$/,
    )
    expect(await scene.finance.get(pathOf(projectId))).toMatchObject({ body: { version: 2 } })
  })

  it('keeps finance to its own regions', async () => {
    const projectId = await aFundedProject(scene)
    const stranger = await scene.services.as({
      role: 'finance',
      unit: { id: 'other', name: '外市财政局' },
      regions: ['3402'],
    })
    expect(await stranger.post(`${pathOf(projectId)}/entries`, payment(1))).toMatchObject({
      status: 403,
      body: { slug: 'out-of-scope' },
    })
    expect((await stranger.post(`${pathOf(projectId)}/entries?dryRun=true`, payment(1))).status).toBe(403)
    const hidden = await stranger.get(pathOf(projectId))
    const absent = await stranger.get(pathOf(randomUUID()))
    expect([hidden.status, absent.status]).toEqual([404, 404])
    expect((hidden.body as { slug: string }).slug).toBe((absent.body as { slug: string }).slug)
    expect((await stranger.get(`${pathOf(projectId)}/entries`)).status).toBe(404)
    const lookup = '/api/v1/funding/projects/lookup'
    expect(await stranger.post(lookup, { ids: [projectId] })).toMatchObject({ status: 200, body: { items: [] } })
    expect(await scene.finance.post(lookup, { ids: [projectId, randomUUID()] })).toMatchObject({
      body: { items: [{ projectId, version: 2 }] },
    })
    const office = await scene.services.as({ role: 'project-office', unit: officeOf(projectId) })
    expect((await office.get(pathOf(projectId))).status).toBe(200)
    expect((await office.post(`${pathOf(projectId)}/entries`, payment(1))).status).toBe(403)
  })

  it('gives one key one effect, and one document one entry', async () => {
    const projectId = await aFundedProject(scene)
    const key = { 'idempotency-key': randomUUID() }
    const first = await post(projectId, payment(60_00), key)
    expect(await post(projectId, payment(60_00), key)).toMatchObject({ status: 201, body: first.body })
    expect(await post(projectId, payment(60_01), key)).toMatchObject({
      status: 422,
      body: { slug: 'idempotency-key-reused' },
    })
    expect(await post(projectId, payment(60_00))).toMatchObject({
      status: 201,
      body: { version: 3, events: [], alreadyPosted: true, entryId: entryIdOf(first) },
    })
    expect(await post(projectId, payment(61_00))).toMatchObject({
      status: 422,
      body: { slug: 'document-already-posted', figures: { postedFen: 60_00, amountFen: 61_00 } },
    })
    expect((await post(projectId, payment(1), { 'idempotency-key': '' })).status).toBe(400)
  })

  it('answers a trial with every rule it breaks and leaves nothing behind', async () => {
    const projectId = await aProject(scene)
    await scene.milestones.tells(projectId, reported(projectId, 10))
    const trial = () =>
      scene.finance.post(`${pathOf(projectId)}/entries?dryRun=true`, payment(500_00), { 'accept-language': 'en' })
    await eventually(async () => expect((await trial()).body).toMatchObject({ gap: { physicalPercent: 10 } }))
    expect(await trial()).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        accepted: false,
        wouldRecord: [],
        findings: [
          { rule: 'funds-not-in-place', consequence: 'refused', figures: { missingFen: 500_00 } },
          { rule: 'payment-before-contract', consequence: 'warned' },
        ],
        before: { total: { disbursedFen: 0 } },
        after: { total: { disbursedFen: 500_00 } },
        gap: { paidPercent: 50, physicalPercent: 10, points: 40, limitPoints: 30, ahead: true },
      },
    })
    const fine = await scene.finance.post(`${pathOf(projectId)}/entries?dryRun=true`, funds(1))
    expect(fine).toMatchObject({ body: { accepted: true, wouldRecord: [{ data: { entry: 'funds-in-place' } }] } })
    expect(await scene.finance.get(pathOf(projectId))).toMatchObject({
      body: { version: 0, balances: { sources: [] } },
    })
  })
})
