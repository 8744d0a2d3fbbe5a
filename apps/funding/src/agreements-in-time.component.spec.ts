import {
  aFundedProject,
  aFundingScene,
  agreementPath,
  anAgreement,
  type FundingScene,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('an agreement in time over HTTP', () => {
  let scene: FundingScene
  let path: string
  let third: string

  /** Signed on 1 February over two projects, paid on 20 May, taken back on 21 May, a third project since 1 June. */
  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
    const projects = [await aFundedProject(scene), await aFundedProject(scene)]
    third = await aFundedProject(scene)
    path = agreementPath(await anAgreement(scene, projects, { amountFen: 150_00 }))
    const shares = projects.map((projectId) => ({ projectId, amountFen: 45_00 }))
    const money = { amountFen: 90_00, source: 'special-bond', documentNumber: 'XY-1', occurredOn: '2026-05-20' }
    await posted(`${path}/payments`, { ...money, shares })
    const { items } = (await scene.finance.get(`${path}/payments`)).body as { items: { paymentId: string }[] }
    const reversal = { paymentId: items[0]!.paymentId, documentNumber: 'CX-1', reason: '分摊有误' }
    await posted(`${path}/reversals`, { ...reversal, occurredOn: '2026-05-21' })
    const change = { amountFen: 50_00, addedProjectIds: [third], documentNumber: 'BG-1', reason: '增加一校' }
    await posted(`${path}/changes`, { ...change, occurredOn: '2026-06-01' })
  })

  afterAll(() => scene?.stop())

  async function posted(url: string, body: object): Promise<void> {
    expect(await scene.finance.post(url, body)).toMatchObject({ status: 201 })
  }

  it.each([
    ['2026-02-01', { agreedFen: 150_00, paidFen: 0, projectCount: 2 }, []],
    ['2026-05-20', { agreedFen: 150_00, paidFen: 90_00, projectCount: 2 }, [{ reversedBy: null }]],
    ['2026-05-21', { agreedFen: 150_00, paidFen: 0, projectCount: 2 }, [{ reversedBy: 'CX-1' }]],
    ['2026-06-01', { agreedFen: 200_00, paidFen: 0, projectCount: 3 }, [{ reversedBy: 'CX-1' }]],
  ])('is shown as it stood on %s', async (asOf, agreement, items) => {
    expect(await scene.finance.get(`${path}?asOf=${asOf}`)).toMatchObject({ status: 200, body: agreement })
    const payments = await scene.finance.get(`${path}/payments?asOf=${asOf}`)
    expect(payments.body).toMatchObject({ items })
    expect((payments.body as { items: object[] }).items).toHaveLength(items.length)
    expect((await scene.finance.get(`/api/v1/funding/agreements?asOf=${asOf}`)).body).toMatchObject({
      items: [agreement],
    })
  })

  it('is not there before it was signed, nor before anybody knew of it', async () => {
    for (const days of ['asOf=2026-01-31', 'asOf=2026-06-01&knownOn=2026-06-01']) {
      expect(await scene.finance.get(`${path}?${days}`)).toMatchObject({ status: 404 })
      expect(await scene.finance.get(`${path}/payments?${days}`)).toMatchObject({ status: 404 })
      expect((await scene.finance.get(`/api/v1/funding/agreements?${days}`)).body).toMatchObject({ items: [] })
    }
  })

  it('is listed under a project from the day on which it covers it', async () => {
    const under = async (asOf: string) => {
      const { body } = await scene.finance.get(`/api/v1/funding/agreements?projectId=${third}&asOf=${asOf}`)
      return (body as { items: object[] }).items.length
    }
    expect([await under('2026-05-31'), await under('2026-06-01')]).toEqual([0, 1])
  })

  it('is not asked of a day to come', async () => {
    expect(await scene.finance.get(`${path}?asOf=2999-01-01`)).toMatchObject({
      status: 422,
      body: { slug: 'as-of-in-future' },
    })
  })
})
