import type { FreshDatabase } from '@zhuji/testing'
import { anAgreementPaid, type PaidAgreement, takenBack } from './agreement-scene.js'
import {
  aFilledDatabase,
  damage,
  everythingIsTakenIn,
  faultsOf,
  installationOn,
  runAll,
  sql,
  verified,
} from './installation.js'

let database: FreshDatabase
let projects: readonly [string, string]
let paid: PaidAgreement
let reversed: PaidAgreement

const checked = async () => {
  const results = await verified(installationOn(database), ['funding'])
  const { counts } = results.find(({ check }) => check === 'agreement-payments')!
  const own = faultsOf(results).filter(({ check }) => check === 'agreement-payments')
  const faults = own.map(({ slug, figures }) => ({ slug, figures }))
  return { counts, faults: faults.toSorted((one, other) => (one.slug < other.slug ? -1 : 1)) }
}

const entryOf = async (projectId: string, { paymentId }: PaidAgreement): Promise<string> => {
  const { rows } = await sql<{ entry: string }>(
    database.url,
    `select payload ->> 'entryId' as entry from funding.event_log
      where aggregateid = $1 and payload -> 'agreementPayment' ->> 'paymentId' = $2`,
    [projectId, paymentId],
  )
  return rows[0]!.entry
}

/** The row of an entry as somebody else would have it. */
const alter = (entryId: string, field: string, value: string | number) =>
  damage(
    database.url,
    `update funding.event_log set payload = jsonb_set(payload::jsonb, array[$2], $3::jsonb)::json where payload ->> 'entryId' = $1`,
    [entryId, field, JSON.stringify(value)],
  )

describe('payments of agreements in an installation', () => {
  beforeAll(async () => {
    database = await aFilledDatabase()
    const { rows } = await sql<{ id: string }>(
      database.url,
      `select project_id as id from funding.known_project order by 1`,
    )
    projects = rows.map(({ id }) => id).slice(0, 2) as [string, string]
    const services = await runAll(database)
    try {
      const administrator = await services.as({ role: 'administrator' })
      reversed = await anAgreementPaid(administrator, { [projects[0]]: 3_00, [projects[1]]: 4_00 })
      await takenBack(administrator, reversed)
      paid = await anAgreementPaid(administrator, { [projects[0]]: 1_00, [projects[1]]: 2_00 })
      await everythingIsTakenIn(database)
    } finally {
      await services.stop({ keepDatabase: true })
    }
  }, 180_000)

  afterAll(() => database?.drop())

  const named = async (projectId: string, payment: PaidAgreement) => ({
    ...payment,
    projectId,
    entryId: await entryOf(projectId, payment),
    documentNumber: 'ZF-1',
  })

  it('are what the ledgers of their projects hold, also where one was taken back', async () => {
    expect(await checked()).toEqual({ counts: { payments: 2, shares: 4 }, faults: [] })
  })

  it('name the share whose entry was altered, and the payment that is no longer the sum of its entries', async () => {
    const figures = await named(projects[1], paid)
    await alter(figures.entryId, 'amountFen', 2_01)
    const { agreementId, paymentId, documentNumber } = figures
    expect((await checked()).faults).toEqual([
      {
        slug: 'payment-differs-from-entries',
        figures: { agreementId, paymentId, documentNumber, paidFen: 3_00, entriesFen: 3_01 },
      },
      {
        slug: 'share-differs-from-entry',
        figures: { ...figures, field: 'amountFen', shareValue: '200', entryValue: '201' },
      },
    ])
    await alter(figures.entryId, 'amountFen', 2_00)
    await alter(figures.entryId, 'source', 'own-funds')
    expect((await checked()).faults).toMatchObject([
      { figures: { field: 'source', shareValue: 'special-bond', entryValue: 'own-funds' } },
    ])
    await alter(figures.entryId, 'source', 'special-bond')
  })

  it('name the share of a payment that was taken back whose entry stands', async () => {
    const figures = await named(projects[0], reversed)
    await alter(figures.entryId, 'entryId', paid.paymentId)
    expect((await checked()).faults).toMatchObject([
      { slug: 'entry-without-share', figures: { ...figures, entryId: paid.paymentId } },
      { slug: 'payment-differs-from-entries', figures: { paidFen: 7_00, entriesFen: 4_00 } },
      { slug: 'share-without-entry', figures },
    ])
    await alter(paid.paymentId, 'entryId', figures.entryId)
    await damage(
      database.url,
      `update funding.event_log set payload = jsonb_set(payload::jsonb, '{reverses,entryId}', to_jsonb($2::text))::json
        where payload -> 'reverses' ->> 'entryId' = $1`,
      [figures.entryId, paid.paymentId],
    )
    expect((await checked()).faults).toMatchObject([
      {
        slug: 'share-differs-from-entry',
        figures: { ...figures, field: 'reversed', shareValue: 'true', entryValue: 'false' },
      },
    ])
  })
})
