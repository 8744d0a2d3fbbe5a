import { randomUUID } from 'node:crypto'
import { eventually } from '@zhuji/testing'
import {
  aFundedProject,
  aFundingScene,
  agreementPath,
  anAgreement,
  aProject,
  type FundingScene,
  pathOf,
  reported,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('money of several projects over HTTP', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  const total = async (projectId: string) => {
    const { body } = await scene.finance.get(pathOf(projectId))
    return (body as { balances: { total: Record<string, number> } }).balances.total
  }
  const aTransfer = (fromProjectId: string, toProjectId: string, amountFen: number) => ({
    fromProjectId,
    toProjectId,
    amountFen,
    source: 'special-bond',
    documentNumber: 'TJ-1',
    occurredOn: '2026-05-20',
  })

  it('a transfer leaves one project and reaches the other, once', async () => {
    const [from, to] = [await aFundedProject(scene), await aProject(scene)]
    const moved = await scene.finance.post('/api/v1/funding/transfers', aTransfer(from, to, 40_00))
    expect(moved).toMatchObject({ status: 201, body: { alreadyPosted: false, events: [{}, {}] } })
    const again = await scene.finance.post('/api/v1/funding/transfers', aTransfer(from, to, 40_00))
    expect(again).toMatchObject({ status: 201, body: { alreadyPosted: true } })
    expect([(await total(from)).cashFen, (await total(to)).cashFen]).toEqual([60_00, 40_00])
  })

  it('a transfer of more than there is reaches neither', async () => {
    const [from, to] = [await aFundedProject(scene), await aProject(scene)]
    const refused = await scene.finance.post('/api/v1/funding/transfers', aTransfer(from, to, 100_01))
    expect(refused).toMatchObject({ status: 422, body: { figures: { missingFen: 1 } } })
    expect([(await total(from)).cashFen, (await total(to)).cashFen]).toEqual([100_00, 0])
  })

  it('a payment of an agreement is shared by its projects to the fen, or refused', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene), await aFundedProject(scene)]
    const agreementId = await anAgreement(scene, projects, { amountFen: 150_00 })
    const documentNumber = `XY-${randomUUID()}`
    const shares = (...amounts: number[]) =>
      amounts.map((amountFen, place) => ({ projectId: projects[place]!, amountFen }))
    const money = { amountFen: 90_00, source: 'special-bond', documentNumber, occurredOn: '2026-05-20' }
    const pay = (...amounts: number[]) =>
      scene.finance.post(`${agreementPath(agreementId)}/payments`, { ...money, shares: shares(...amounts) })
    expect(await pay(30_00, 30_00, 29_00)).toMatchObject({ status: 422, body: { figures: { differenceFen: 1_00 } } })
    expect(await pay(30_00, 30_00, 30_00)).toMatchObject({ status: 201, body: { events: [{}, {}, {}, {}] } })
    expect(await pay(30_00, 30_00, 30_00)).toMatchObject({ status: 201, body: { alreadyPosted: true } })
    expect(await pay(40_00, 30_00, 20_00)).toMatchObject({ status: 422 })
    const paid = async () => Promise.all(projects.map(async (id) => (await total(id)).disbursedFen))
    expect(await paid()).toEqual([30_00, 30_00, 30_00])

    const path = agreementPath(agreementId)
    expect((await scene.finance.get(path)).body).toMatchObject({ agreedFen: 150_00, paidFen: 90_00, openFen: 60_00 })
    const payments = await scene.finance.get(`${path}/payments`)
    const [listed] = (payments.body as { items: { paymentId: string; shares: { entryId: string }[] }[] }).items
    expect(listed).toMatchObject({ amountFen: 90_00, shares: [{}, {}, {}], otherSharesFen: 0, reversedBy: null })
    const reversal = { documentNumber: `CX-${documentNumber}`, reason: '分摊有误', occurredOn: '2026-05-21' }
    const entries = await scene.finance.get(`${pathOf(projects[0]!)}/entries`)
    const [share] = (entries.body as { items: { entryId: string }[] }).items
    const alone = { ...reversal, entryId: share!.entryId }
    expect(await scene.finance.post(`${pathOf(projects[0]!)}/reversals`, alone)).toMatchObject({
      status: 422,
      body: { slug: 'share-not-reversible', figures: { paymentId: listed!.paymentId } },
    })
    const whole = { ...reversal, paymentId: listed!.paymentId }
    expect(await scene.finance.post(`${path}/reversals`, whole)).toMatchObject({
      status: 201,
      body: { events: [{}, {}, {}, {}] },
    })
    expect(await scene.finance.post(`${path}/reversals`, whole)).toMatchObject({
      status: 201,
      body: { alreadyPosted: true },
    })
    expect(await paid()).toEqual([0, 0, 0])
    expect((await scene.finance.get(path)).body).toMatchObject({ paidFen: 0, openFen: 150_00 })
    expect((await scene.finance.get(`${path}/payments`)).body).toMatchObject({
      items: [{ reversedBy: reversal.documentNumber }],
    })
  })

  it('an agreement is paid within what is agreed, and shows nothing to those who see none of its projects', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)]
    const agreementId = await anAgreement(scene, projects, { amountFen: 50_00 })
    const path = agreementPath(agreementId)
    const shares = [{ projectId: projects[0]!, amountFen: 60_00 }]
    const money = { amountFen: 60_00, source: 'special-bond', documentNumber: 'XY-7', occurredOn: '2026-05-20', shares }
    expect(await scene.finance.post(`${path}/payments`, money)).toMatchObject({
      status: 422,
      body: { slug: 'payment-above-agreement', figures: { agreedFen: 50_00, paidFen: 0, excessFen: 10_00 } },
    })
    const more = { amountFen: 10_00, documentNumber: 'BG-1', reason: '增项', occurredOn: '2026-05-01' }
    expect((await scene.finance.post(`${path}/changes`, more)).status).toBe(201)
    expect((await scene.finance.post(`${path}/payments`, money)).status).toBe(201)
    const found = await scene.finance.get(`/api/v1/funding/agreements?projectId=${projects[1]}`)
    expect(found.body).toMatchObject({ items: [{ agreementId, paidFen: 60_00 }], next: null })

    const elsewhere = await scene.services.as({ role: 'finance', unit: { id: 'x', name: 'x' }, regions: ['3402'] })
    expect((await elsewhere.get(path)).status).toBe(404)
    expect((await elsewhere.get(`${path}/payments`)).status).toBe(404)
    expect((await elsewhere.get('/api/v1/funding/agreements')).body).toEqual({ items: [], next: null })
    expect((await elsewhere.post(`${path}/changes`, { ...more, documentNumber: 'BG-2' })).status).toBe(403)
  })

  it('a trial of shares tells each project’s broken rules and gap, and records nothing', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)]
    await scene.milestones.tells(projects[0]!, reported(projects[0]!, 4))
    const shares = [100_01, 50_00].map((amountFen, place) => ({ projectId: projects[place]!, amountFen }))
    const body = { amountFen: 150_02, source: 'special-bond', documentNumber: 'XY-9', occurredOn: '2026-05-20', shares }
    const agreementId = await anAgreement(scene, projects, { amountFen: 150_00 })
    const rehearsed = () => scene.finance.post(`${agreementPath(agreementId)}/payments?dryRun=true`, body)
    const answer = await eventually(async () => {
      const reply = await rehearsed()
      expect(reply).toMatchObject({
        status: 200,
        body: {
          accepted: false,
          wouldRecord: [],
          findings: [{ rule: 'shares-differ', figures: { differenceFen: 1 } }, { rule: 'payment-above-agreement' }],
        },
      })
      const { ledgers } = reply.body as { ledgers: { projectId: string; gap: { points: number | null } }[] }
      expect(ledgers.find(({ projectId }) => projectId === projects[0])).toMatchObject({
        findings: [{ rule: 'funds-not-in-place', figures: { missingFen: 1 }, consequence: 'refused' }],
        before: { total: { cashFen: 100_00 } },
        after: { total: { cashFen: -1 } },
        gap: { physicalPercent: 4 },
      })
      return ledgers
    })
    expect(answer.find(({ projectId }) => projectId === projects[1])).toMatchObject({
      findings: [],
      after: { total: { cashFen: 50_00 } },
    })
    expect(await Promise.all(projects.map(async (id) => (await total(id)).disbursedFen))).toEqual([0, 0])
  })

  it('a trial of a transfer shows both ends, and the same one records nothing', async () => {
    const [from, to] = [await aFundedProject(scene), await aProject(scene)]
    const tried = await scene.finance.post('/api/v1/funding/transfers?dryRun=true', aTransfer(from, to, 40_00))
    expect(tried).toMatchObject({
      status: 200,
      body: {
        accepted: true,
        wouldRecord: [{}, {}],
        ledgers: [
          { projectId: from, after: { total: { cashFen: 60_00 } } },
          { projectId: to, after: { total: { cashFen: 40_00 } } },
        ],
      },
    })
    expect([(await total(from)).cashFen, (await total(to)).cashFen]).toEqual([100_00, 0])
  })

  it('the trial balance is zero at any past, and sources and projects add up to it', async () => {
    const [from, to] = [await aFundedProject(scene), await aProject(scene)]
    await scene.finance.post('/api/v1/funding/transfers', aTransfer(from, to, 40_00))
    const trial = async (query: string) => {
      const { body } = await scene.finance.get(`/api/v1/funding/trial-balance?${query}`)
      const { accounts, ...sums } = body as { accounts: { account: string; debitFen: number; creditFen: number }[] }
      const of = (name: string) => accounts.find(({ account }) => account === name)!
      return { ...sums, cash: of('cash'), transit: of('in-transit') }
    }
    await eventually(async () => {
      expect(await trial(`projectId=${from}`)).toMatchObject({
        differenceFen: 0,
        cash: { debitFen: 100_00, creditFen: 40_00 },
        transit: { debitFen: 40_00, creditFen: 0 },
      })
      expect(await trial(`projectId=${to}`)).toMatchObject({
        differenceFen: 0,
        cash: { debitFen: 40_00, creditFen: 0 },
      })
    })
    const before = await trial(`projectId=${from}&asOf=2026-05-19`)
    expect(before).toMatchObject({ differenceFen: 0, cash: { debitFen: 100_00, creditFen: 0 } })
    expect(await trial(`projectId=${from}&knownOn=2020-01-01`)).toMatchObject({ debitFen: 0, creditFen: 0 })
    const whole = await trial('region=340104')
    expect(whole).toMatchObject({ differenceFen: 0 })
    expect(whole.transit.debitFen).toBe(whole.transit.creditFen)
    const cashBy = async (by: string) => {
      const { body } = await scene.finance.get(`/api/v1/funding/balances?by=${by}&region=340104`)
      return (body as { items: { cashFen: number }[] }).items.reduce((fen, { cashFen }) => fen + cashFen, 0)
    }
    const cashFen = whole.cash.debitFen - whole.cash.creditFen
    expect([await cashBy('source'), await cashBy('region'), await cashBy('project')]).toEqual([
      cashFen,
      cashFen,
      cashFen,
    ])
  })
})
