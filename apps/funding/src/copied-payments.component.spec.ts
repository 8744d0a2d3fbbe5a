import { randomUUID } from 'node:crypto'
import {
  aFundedProject,
  aFundingScene,
  agreementPath,
  anAgreement,
  aProject,
  funds,
  type FundingScene,
  pathOf,
  payment,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('a payment copied to several works', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  const post = (projectId: string, body: object, query = '') =>
    scene.finance.post(`${pathOf(projectId)}/entries${query}`, body)
  const copied = (holder: string, by: string) => ({
    status: 422,
    body: { slug: 'payment-copied', figures: { holder, by, amountFen: 50_00, occurredOn: '2026-05-20' } },
  })

  it('is refused by its counterparty, day and amount, unless it says why it is another one', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)] as const
    const counterparty = `某建设集团 ${randomUUID()}`
    expect((await post(projects[0], { ...payment(50_00), counterparty })).status).toBe(201)
    const copy = { ...payment(50_00, 'ZF-2'), counterparty }
    expect(await post(projects[1], copy)).toMatchObject(copied(`project/${projects[0]}`, 'counterparty'))
    expect(await post(projects[1], copy, '?dryRun=true')).toMatchObject({
      status: 200,
      body: { accepted: false, findings: [{ rule: 'payment-copied' }] },
    })
    const distinct = '两校同日支付设计费，合同分别签订'
    expect((await post(projects[1], { ...copy, distinct })).status).toBe(201)
  })

  it('is refused without a counterparty by its document, over the projects of one owner', async () => {
    const owner = { id: `office-${randomUUID()}`, name: '县教育局' }
    const [first, second] = [await aProject(scene, 1_000_00, owner), await aProject(scene, 1_000_00, owner)]
    const another = await aProject(scene)
    for (const projectId of [first, second, another]) expect((await post(projectId, funds(100_00))).status).toBe(201)
    expect((await post(first, payment(50_00))).status).toBe(201)
    expect(await post(second, payment(50_00))).toMatchObject(copied(`project/${first}`, 'document'))
    expect((await post(second, payment(50_00, 'ZF-2'))).status).toBe(201)
    // The numbers of another owner are its own.
    expect((await post(another, payment(50_00))).status).toBe(201)
    expect(await post(first, payment(50_00))).toMatchObject({ status: 201, body: { alreadyPosted: true } })
  })

  it('is recorded where history tells it, and marked at each work but the first, in one request or in several', async () => {
    const works = [await aProject(scene), await aProject(scene), await aProject(scene)] as const
    const agreement = `TC ${randomUUID()}`
    const tell = (ids: readonly string[]) => {
      const command = (id: string) => ({
        name: 'post-entry',
        id,
        key: randomUUID(),
        body: { ...payment(50_00), agreement },
      })
      return scene.importer.post('/api/v1/funding/commands', { knownOn: '2026-06-01', commands: ids.map(command) })
    }
    await tell(works.slice(0, 2))
    await tell(works.slice(2))
    const marked = async (projectId: string) => {
      const { body } = await scene.finance.get(`${pathOf(projectId)}/entries`)
      const [entry] = (body as { items: { findings: { rule: string; figures: object }[] }[] }).items
      return entry!.findings.filter(({ rule }) => rule === 'payment-copied').map(({ figures }) => figures)
    }
    const figures = { holder: `project/${works[0]}`, by: 'counterparty' }
    expect(await marked(works[0])).toEqual([])
    expect(await marked(works[1])).toMatchObject([figures])
    expect(await marked(works[2])).toMatchObject([figures])
  })

  it('an agreement payment copied to one of its works as a whole is refused', async () => {
    const projects = [await aFundedProject(scene), await aFundedProject(scene)]
    const counterparty = `某建设集团 ${randomUUID()}`
    const agreementId = await anAgreement(scene, projects, { amountFen: 90_00, counterparty })
    const shares = projects.map((projectId) => ({ projectId, amountFen: 45_00 }))
    const money = { amountFen: 90_00, source: 'special-bond', documentNumber: 'XY-8', occurredOn: '2026-05-20' }
    expect((await scene.finance.post(`${agreementPath(agreementId)}/payments`, { ...money, shares })).status).toBe(201)
    const copy = { ...payment(90_00, 'ZF-8'), counterparty }
    const refused = await scene.finance.post(`${pathOf(projects[0]!)}/entries`, copy)
    expect(refused).toMatchObject({ status: 422, body: { figures: { holder: `agreement/${agreementId}` } } })
  })
})
