import { eventually } from '@zhuji/testing'
import {
  aFundedProject,
  aFundingScene,
  agreementPath,
  anAgreement,
  type FundingScene,
  pathOf,
  reported,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('a trial of taking an agreement payment back', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  async function aSharedPayment() {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)] as const
    const path = agreementPath(await anAgreement(scene, projects, { amountFen: 150_00 }))
    const shares = projects.map((projectId) => ({ projectId, amountFen: 45_00 }))
    const money = { amountFen: 90_00, source: 'special-bond', documentNumber: 'XY-1', occurredOn: '2026-05-20' }
    expect((await scene.finance.post(`${path}/payments`, { ...money, shares })).status).toBe(201)
    const { items } = (await scene.finance.get(`${path}/payments`)).body as { items: { paymentId: string }[] }
    const { paymentId } = items[0]!
    const reversal = { paymentId, documentNumber: 'CX-1', reason: '分摊有误', occurredOn: '2026-05-21' }
    return { projects, path, reversal }
  }
  const disbursed = async (projectId: string) =>
    ((await scene.finance.get(pathOf(projectId))).body as { balances: { total: { disbursedFen: number } } }).balances
      .total.disbursedFen

  it('shows all shares and every gap without it, and records nothing', async () => {
    const { projects, path, reversal } = await aSharedPayment()
    await scene.milestones.tells(projects[0], reported(projects[0], 4))
    await eventually(async () => {
      const tried = await scene.finance.post(`${path}/reversals?dryRun=true`, reversal)
      expect(tried).toMatchObject({
        status: 200,
        body: { dryRun: true, accepted: true, alreadyPosted: false, wouldRecord: [{}, {}, {}], findings: [] },
      })
      const { ledgers } = tried.body as { ledgers: { projectId: string }[] }
      expect(ledgers.find(({ projectId }) => projectId === projects[0])).toMatchObject({
        before: { total: { disbursedFen: 45_00 } },
        after: { total: { disbursedFen: 0 } },
        gap: { paidPercent: 0, physicalPercent: 4, points: -4 },
      })
    })
    expect(await Promise.all(projects.map(disbursed))).toEqual([45_00, 45_00])
    expect((await scene.finance.get(path)).body).toMatchObject({ paidFen: 90_00 })
  })

  it('names each rule that a share would break: what was refunded is not taken back again', async () => {
    const { projects, path, reversal } = await aSharedPayment()
    const refund = { entry: 'refund', amountFen: 1, source: 'special-bond', documentNumber: 'TK-1' }
    const refunded = await scene.finance.post(`${pathOf(projects[1])}/entries`, { ...refund, occurredOn: '2026-05-21' })
    expect(refunded.status).toBe(201)
    const tried = await scene.finance.post(`${path}/reversals?dryRun=true`, reversal)
    expect(tried).toMatchObject({ status: 200, body: { accepted: false, wouldRecord: [], findings: [] } })
    const { ledgers } = tried.body as { ledgers: { projectId: string; findings: object[] }[] }
    const findingsOf = (wanted: string) => ledgers.find(({ projectId }) => projectId === wanted)!.findings
    expect(findingsOf(projects[0])).toEqual([])
    expect(findingsOf(projects[1])).toMatchObject([
      { rule: 'refund-above-disbursed', figures: { refundedFen: 1, excessFen: 1 }, consequence: 'refused' },
    ])
    expect(await scene.finance.post(`${path}/reversals`, reversal)).toMatchObject({
      status: 422,
      body: { slug: 'refund-above-disbursed' },
    })
    expect(await Promise.all(projects.map(disbursed))).toEqual([45_00, 45_00])
  })

  it('says of a payment that was taken back by which document, and that the same one is recorded', async () => {
    const { path, reversal } = await aSharedPayment()
    expect((await scene.finance.post(`${path}/reversals`, reversal)).status).toBe(201)
    const other = { ...reversal, documentNumber: 'CX-2' }
    const share = { findings: [{ rule: 'entry-already-reversed' }] }
    expect(await scene.finance.post(`${path}/reversals?dryRun=true`, other)).toMatchObject({
      status: 200,
      body: {
        accepted: false,
        findings: [{ rule: 'entry-already-reversed', figures: { reversedBy: 'CX-1', reversedOn: '2026-05-21' } }],
        ledgers: [share, share],
      },
    })
    expect(await scene.finance.post(`${path}/reversals?dryRun=true`, reversal)).toMatchObject({
      status: 200,
      body: { accepted: true, alreadyPosted: true, wouldRecord: [] },
    })
  })
})
