import { randomUUID } from 'node:crypto'
import { ProgressCorrected } from '@zhuji/contracts'
import { eventually } from '@zhuji/testing'
import {
  aFundingScene,
  aFundedProject,
  aProject,
  aSchool,
  contract,
  entryIdOf,
  funds,
  pathOf,
  payment,
  reported,
  type FundingScene,
} from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

describe('what the ledger keeps, over HTTP', () => {
  let scene: FundingScene

  beforeAll(async () => {
    scene = await aFundingScene([FundingModule])
  })

  afterAll(async () => scene?.stop())

  const post = (projectId: string, body: object, headers = {}) =>
    scene.finance.post(`${pathOf(projectId)}/entries`, body, headers)

  it('follows physical progress and its corrections, also of a project it does not know yet', async () => {
    const projectId = randomUUID()
    const reportId = randomUUID()
    await scene.milestones.tells(projectId, reported(projectId, 40, reportId))
    const correction = { projectId, reportId, previousPercent: 40, physicalPercent: 35, reason: '复核工程量' }
    await scene.milestones.tells(projectId, ProgressCorrected(correction, '2026-05-12'))
    await scene.registry.tells(projectId, aSchool(projectId, undefined))
    await post(projectId, contract(200_00))
    await post(projectId, funds(200_00))
    await post(projectId, payment(130_00))
    await eventually(async () =>
      expect((await scene.finance.get(pathOf(projectId))).body).toMatchObject({
        gap: { basis: 'commitments', paidPercent: 65, physicalPercent: 35, points: 30, ahead: false },
      }),
    )
  })

  it('reverses an entry once and whole, and not money that is already paid out', async () => {
    const projectId = await aFundedProject(scene)
    const paid = await post(projectId, payment(60_00))
    const reversals = `${pathOf(projectId)}/reversals`
    const entries = await scene.finance.get(`${pathOf(projectId)}/entries`)
    const [, inPlace] = (entries.body as { items: { entryId: string }[] }).items
    const reversal = { reason: '金额录入错误', documentNumber: 'CX-1', occurredOn: '2026-06-01' }
    expect(await scene.finance.post(reversals, { ...reversal, entryId: inPlace!.entryId })).toMatchObject({
      status: 422,
      body: { slug: 'funds-not-in-place', figures: { missingFen: 60_00 } },
    })
    expect(
      (await scene.finance.post(`${reversals}?dryRun=true`, { ...reversal, entryId: inPlace!.entryId })).body,
    ).toMatchObject({ accepted: false, findings: [{ rule: 'funds-not-in-place' }] })
    const { reason: _, ...unreasoned } = { ...reversal, entryId: entryIdOf(paid) }
    expect((await scene.finance.post(reversals, unreasoned)).status).toBe(400)
    const reversed = await scene.finance.post(reversals, { ...reversal, entryId: entryIdOf(paid) })
    expect(reversed).toMatchObject({ status: 201, body: { balances: { total: { disbursedFen: 0 } } } })
    const again = { ...reversal, documentNumber: 'CX-2', entryId: entryIdOf(paid) }
    expect(await scene.finance.post(reversals, again)).toMatchObject({ body: { slug: 'entry-already-reversed' } })
    expect(await scene.finance.post(reversals, { ...again, entryId: randomUUID() })).toMatchObject({ status: 404 })
    expect((await scene.finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
      items: [
        { entry: 'reversal', reverses: { entryId: entryIdOf(paid) }, text: '金额录入错误' },
        { entryId: entryIdOf(paid), reversedBy: entryIdOf(reversed) },
        { reversedBy: null },
        { entry: 'commitment' },
      ],
    })
  })

  it('pages through the entries, newest first', async () => {
    const projectId = await aProject(scene)
    for (let day = 1; day <= 5; day += 1) await post(projectId, funds(day, `DZ-${day}`))
    const seen: number[] = []
    let cursor = ''
    do {
      const page = (await scene.finance.get(`${pathOf(projectId)}/entries?limit=2${cursor}`)).body as {
        items: { amountFen: number }[]
        next: string | null
      }
      seen.push(...page.items.map(({ amountFen }) => amountFen))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(seen).toEqual([5, 4, 3, 2, 1])
    expect((await scene.finance.get(`${pathOf(projectId)}/entries?cursor=no`)).status).toBe(400)
  })

  it('records history with its findings, for imports only', async () => {
    const projectId = await aProject(scene)
    const overpaid = { ...payment(700_00), occurredOn: '2024-05-20', historical: true }
    expect(await post(projectId, overpaid)).toMatchObject({ status: 403 })
    const recorded = await scene.importer.post(`${pathOf(projectId)}/entries`, overpaid)
    expect(recorded).toMatchObject({
      status: 201,
      body: { balances: { total: { inPlaceFen: 0, disbursedFen: 700_00 } } },
    })
    expect((await scene.finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
      items: [
        {
          findings: [
            { rule: 'funds-not-in-place', figures: { missingFen: 700_00 }, consequence: 'marked' },
            { rule: 'payment-before-contract' },
          ],
        },
      ],
    })
  })

  it('takes many commands at once, each decided alone, with the day their source knew them', async () => {
    const projectId = await aProject(scene)
    const command = (key: string, body: object, id = projectId) => ({ name: 'post-entry', id, key, body })
    const commands = [
      command('b-1', funds(50_00)),
      command('b-2', { ...payment(80_00), source: 'bank-loan' }),
      command('b-3', { ...payment(80_00), source: 'bank-loan' }),
      command('b-4', { ...payment(1), amountFen: 'much' }),
      command('b-5', funds(1), 'not-an-id'),
    ]
    const answer = await scene.importer.post('/api/v1/funding/commands', { knownOn: '2026-06-01', commands })
    const { results } = answer.body as { results: { status: number }[] }
    expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400])
    expect((await scene.finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
      items: [{ knownOn: '2026-06-01', knownOnClaimed: true, findings: [{ rule: 'funds-not-in-place' }, {}] }, {}],
    })
  })
})
