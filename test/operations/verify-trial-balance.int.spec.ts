import type { FreshDatabase } from '@zhuji/testing'
import { anAgreementPaid, takenBack } from './agreement-scene.js'
import {
  aFilledDatabase,
  aPaymentIn,
  damage,
  everythingIsTakenIn,
  faultsOf,
  installationOn,
  runAll,
  sql,
  verified,
} from './installation.js'

let database: FreshDatabase
const trial = async () => {
  const results = await verified(installationOn(database), ['funding'])
  const { counts } = results.find(({ check }) => check === 'trial-balance')!
  const faults = faultsOf(results)
  const [own, others] = [true, false].map((isOwn) =>
    faults.filter(({ check }) => (check === 'trial-balance') === isOwn),
  )
  return { counts, faults: own!, others: others! }
}

describe('the trial balance of an installation', () => {
  beforeEach(async () => {
    database = await aFilledDatabase()
  }, 180_000)

  afterEach(() => database?.drop())

  it('names the account of a project whose balances were changed by hand', async () => {
    const { aggregateid: projectId } = await aPaymentIn(database)
    await damage(
      database.url,
      `update funding.balance_day set fen = fen - 1 where project_id = $1 and entry = 'disbursement'`,
      [projectId],
    )
    const figures = { projectId, ledgerFen: 8_600_000_000, shownFen: 8_599_999_999 }
    expect((await trial()).faults.map((fault) => fault.figures)).toEqual([
      { ...figures, account: 'cash', ledgerFen: 400_000_000, shownFen: 400_000_001 },
      { ...figures, account: 'payable' },
    ])
  })

  it('is zero also where money was transferred and agreements were paid and reversed, and names a transfer that lost an end', async () => {
    const [from, to] = await transferred(400_000_000)
    expect(await trial()).toMatchObject({ counts: { projects: 3, transfers: 1 }, faults: [], others: [] })
    await damage(database.url, `delete from funding.event_log where payload ->> 'entry' = 'transfer-in'`)
    expect((await trial()).faults).toContainEqual({
      check: 'trial-balance',
      slug: 'transfer-one-sided',
      figures: { fromProjectId: from, toProjectId: to, documentNumber: 'TJ-1', transitFen: 400_000_000 },
    })
  })
})

async function transferred(amountFen: number): Promise<readonly [string, string]> {
  const { rows } = await sql<{ id: string }>(
    database.url,
    `select project_id as id from funding.known_project order by 1`,
  )
  const [fromProjectId, toProjectId] = rows.map(({ id }) => id) as [string, string]
  const services = await runAll(database)
  try {
    const administrator = await services.as({ role: 'administrator' })
    const money = { amountFen, source: 'special-bond', documentNumber: 'TJ-1', occurredOn: '2026-06-03' }
    const reply = await administrator.post('/api/v1/funding/transfers', { ...money, fromProjectId, toProjectId })
    expect(reply.status).toBe(201)
    await takenBack(administrator, await anAgreementPaid(administrator, { [toProjectId]: 2_00 }))
    await everythingIsTakenIn(database)
  } finally {
    await services.stop({ keepDatabase: true })
  }
  return [fromProjectId, toProjectId]
}
