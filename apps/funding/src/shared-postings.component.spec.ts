import { randomUUID } from 'node:crypto'
import {
  aFundedProject,
  aFundingScene,
  aProject,
  type FundingScene,
  pathOf,
  payment,
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
  const agreementPath = (agreementId: string) => `/api/v1/funding/agreements/${agreementId}/payments`

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
    const [agreementId, documentNumber] = [randomUUID(), `XY-${randomUUID()}`]
    const shares = (...amounts: number[]) =>
      amounts.map((amountFen, place) => ({ projectId: projects[place]!, amountFen }))
    const money = { amountFen: 90_00, source: 'special-bond', documentNumber, occurredOn: '2026-05-20' }
    const pay = (...amounts: number[]) =>
      scene.finance.post(agreementPath(agreementId), { ...money, shares: shares(...amounts) })
    expect(await pay(30_00, 30_00, 29_00)).toMatchObject({ status: 422, body: { figures: { differenceFen: 1_00 } } })
    expect(await pay(30_00, 30_00, 30_00)).toMatchObject({ status: 201, body: { events: [{}, {}, {}] } })
    expect(await pay(30_00, 30_00, 30_00)).toMatchObject({ status: 201, body: { alreadyPosted: true } })
    expect(await pay(40_00, 30_00, 20_00)).toMatchObject({ status: 422 })
    expect(await Promise.all(projects.map(async (id) => (await total(id)).disbursedFen))).toEqual([30_00, 30_00, 30_00])
  })

  it('the same payment copied to another project is refused, unless it says why it is another one', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)]
    const counterparty = `某建设集团 ${randomUUID()}`
    const copy = { ...payment(50_00), counterparty }
    expect((await scene.finance.post(`${pathOf(projects[0]!)}/entries`, copy)).status).toBe(201)
    const refused = await scene.finance.post(`${pathOf(projects[1]!)}/entries`, copy)
    expect(refused).toMatchObject({ status: 409, body: { figures: { holder: `project/${projects[0]}` } } })
    const distinct = '两校同日支付设计费，合同分别签订'
    expect((await scene.finance.post(`${pathOf(projects[1]!)}/entries`, { ...copy, distinct })).status).toBe(201)
  })
})
