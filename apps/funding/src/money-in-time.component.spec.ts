import { ProjectDetailsRevised } from '@zhuji/contracts'
import { eventually } from '@zhuji/testing'
import {
  aFundedProject,
  aFundingScene,
  agreementPath,
  anAgreement,
  aProject,
  contract,
  type FundingScene,
  pathOf,
  payment,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('money in time over HTTP', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  it('a ledger is asked at any day, as it was known on any day', async () => {
    const projectId = await aProject(scene)
    const told = async (knownOn: string, key: string, body: object) => {
      const command = { name: 'post-entry', id: projectId, key, body }
      const answer = await scene.importer.post('/api/v1/funding/commands', { knownOn, commands: [command] })
      expect(answer.body).toMatchObject({ results: [{ status: 200 }] })
    }
    const funds = { ...payment(100_00, 'DZ-1'), entry: 'funds-in-place' }
    await told('2026-03-10', 'a', { ...funds, occurredOn: '2026-03-01' })
    await told('2026-08-01', 'b', { ...payment(30_00), occurredOn: '2026-05-20' })
    const cashAt = async (query: string) => {
      const { body } = await scene.finance.get(`${pathOf(projectId)}?${query}`)
      const { version, balances, gap } = body as {
        version: number
        balances: { total: { cashFen: number } }
        gap: unknown
      }
      expect(gap === null).toBe(query !== '')
      return [version, balances.total.cashFen]
    }
    expect(await cashAt('')).toEqual([2, 70_00])
    expect(await cashAt('asOf=2026-05-19')).toEqual([1, 100_00])
    expect(await cashAt('asOf=2026-05-20')).toEqual([2, 70_00])
    expect(await cashAt('asOf=2026-06-30&knownOn=2026-06-30')).toEqual([1, 100_00])
    expect(await cashAt('knownOn=2026-03-09')).toEqual([0, 0])
    const { body } = await scene.finance.get(`${pathOf(projectId)}/entries?knownOn=2026-06-30`)
    expect(body).toMatchObject({ items: [{ entry: 'funds-in-place' }], next: null })
  })

  it('contracts stay within the budget that holds last, not within the one told last', async () => {
    const projectId = await aProject(scene, 1_000_00)
    const path = agreementPath(await anAgreement(scene, [projectId], { amountFen: 1_00 }))
    const earlier = { changes: { approvedBudgetFen: 500_00, name: '振兴路第二小学' }, overtaken: ['approvedBudgetFen'] }
    await scene.registry.tells(projectId, ProjectDetailsRevised({ projectId, ...earlier }, '2026-01-20'))
    await eventually(async () =>
      expect((await scene.finance.get(path)).body).toMatchObject({ projects: [{ name: '振兴路第二小学' }] }),
    )
    expect(await scene.finance.post(`${pathOf(projectId)}/entries`, contract(900_00))).toMatchObject({ status: 201 })
  })

  it.each(['', '/entries', '/disbursement-plan', '/trial-balance', '/balances?by=source'])(
    'nothing is asked of a day to come, nor of what will be known then: %s',
    async (question) => {
      const path = question.includes('balance')
        ? `/api/v1/funding${question}`
        : pathOf(await aFundedProject(scene)) + question
      const ask = (days: string) => scene.finance.get(`${path}${path.includes('?') ? '&' : '?'}${days}`)
      const refused = (slug: string) => ({ status: 422, body: { slug } })
      expect(await ask('asOf=2999-01-01')).toMatchObject(refused('as-of-in-future'))
      expect(await ask('asOf=2026-01-01&knownOn=2999-01-01')).toMatchObject(refused('known-on-in-future'))
      expect((await ask('asOf=2026-01-01&knownOn=2026-01-01')).status).toBe(200)
    },
  )

  it('a disbursement plan stands beside what was paid, with every version and its reason', async () => {
    const projectId = await aFundedProject(scene)
    const plan = (body: object) => scene.finance.post(`${pathOf(projectId)}/disbursement-plans`, body)
    const months = [{ month: '2026-05', source: 'special-bond', amountFen: 40_00 }]
    expect((await plan({ months, occurredOn: '2026-04-01' })).status).toBe(201)
    const more = [...months, { month: '2026-06', source: 'special-bond', amountFen: 20_00 }]
    expect(await plan({ months: more, occurredOn: '2026-04-20' })).toMatchObject({
      status: 422,
      body: { slug: 'plan-reason-missing', detail: expect.stringContaining('第 1 版') as unknown },
    })
    expect((await plan({ months: more, occurredOn: '2026-04-20', reason: '主体提前封顶' })).status).toBe(201)
    expect((await scene.finance.post(`${pathOf(projectId)}/entries`, payment(50_00))).status).toBe(201)
    const shown = async (query = '') =>
      (await scene.finance.get(`${pathOf(projectId)}/disbursement-plan${query}`)).body as object
    await eventually(async () => {
      expect(await shown()).toMatchObject({
        planVersion: 2,
        versions: [
          { planVersion: 1, plannedFen: 40_00 },
          { planVersion: 2, plannedFen: 60_00, reason: '主体提前封顶' },
        ],
        months: [
          { month: '2026-05', plannedFen: 40_00, paidFen: 50_00 },
          { month: '2026-06', plannedFen: 20_00, paidFen: 0, plannedToDateFen: 60_00, paidToDateFen: 50_00 },
        ],
      })
    })
    expect(await shown('?asOf=2026-04-10')).toMatchObject({
      planVersion: 1,
      months: [{ plannedFen: 40_00, paidFen: 0 }],
    })
    const elsewhere = await scene.services.as({ role: 'finance', unit: { id: 'x', name: 'x' }, regions: ['3402'] })
    expect((await elsewhere.get(`${pathOf(projectId)}/disbursement-plan`)).status).toBe(404)
  })
})
