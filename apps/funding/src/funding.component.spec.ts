import { randomUUID } from 'node:crypto'
import type { DataSource } from 'typeorm'
import { type NewEvent, ProgressCorrected, ProgressReported, ProjectRegistered } from '@zhuji/contracts'
import { CreateEventLog1790000000000, type Decider, EventStore, LogSignal } from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'
import {
  eventually,
  type FreshDatabase,
  freshDatabase,
  type Reply,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import { FundingModule } from './funding.module.js'

const financeBureau = { id: 'finance-bureau', name: '市财政局' }
const nothingKept: Decider<null> = { stateVersion: 1, initial: () => null, evolve: () => null }

/** Another service of which only the log is needed: it tells facts and asks nothing. */
class Neighbour {
  private constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
  ) {}

  static async open(context: string, url: string): Promise<Neighbour> {
    const migrations = [CreateEventLog1790000000000]
    const source = await openServiceDatabase({ url, context, poolSize: 2, entities: [], migrations })
    const options = { pool: poolOf(source), context, clock: new SystemClock(), timeZone: 'Asia/Shanghai' }
    return new Neighbour(source, new EventStore({ ...options, signal: new LogSignal() }))
  }

  async tells(projectId: string, event: NewEvent): Promise<void> {
    const origin = { actor: { person: 'office', unit: null, role: 'project-office' }, correlationId: 'test' }
    const stream = { streamId: `project/${projectId}`, key: projectId, decider: nothingKept }
    await this.store.execute({ ...stream, origin, decide: () => [event] })
  }

  close = () => this.source.destroy()
}

const aSchool = (projectId: string, approvedBudgetFen: number | undefined) =>
  ProjectRegistered(
    {
      projectId,
      localCode: `HF-${projectId}`,
      name: '蜀山区振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: [
        { code: '3401', name: '合肥市' },
        { code: '340104', name: '蜀山区' },
      ],
      ownerUnit: { id: 'edu-bureau', name: '市教育局' },
      nationalCodes: [],
      capacity: [],
      approvedBudgetFen,
    },
    '2026-01-15',
  )

const funds = (amountFen: number, documentNumber = 'DZ-1') => ({
  ...{ entry: 'funds-in-place', amountFen, source: 'special-bond', documentNumber, occurredOn: '2026-03-01' },
})
const contract = (amountFen: number) => ({
  ...{ entry: 'commitment', amountFen, documentNumber: 'HT-1', occurredOn: '2026-02-01' },
})
const payment = (amountFen: number, documentNumber = 'ZF-1') => ({
  ...{ entry: 'disbursement', amountFen, source: 'special-bond', documentNumber, occurredOn: '2026-05-20' },
})

describe('the funding service over HTTP', () => {
  let database: FreshDatabase
  let registry: Neighbour
  let milestones: Neighbour
  let services: RunningServices
  let finance: Speaker
  let importer: Speaker

  beforeAll(async () => {
    database = await freshDatabase()
    registry = await Neighbour.open('registry', database.url)
    milestones = await Neighbour.open('milestones', database.url)
    services = await runServices({ modules: [FundingModule], database })
    finance = await services.as({ role: 'finance', unit: financeBureau, regions: ['3401'] })
    importer = await services.as({ role: 'administrator' })
  })

  afterAll(async () => {
    await services?.stop({ keepDatabase: true })
    await registry?.close()
    await milestones?.close()
    await database?.drop()
  })

  const aProject = async (approvedBudgetFen: number | undefined = 1_000_00): Promise<string> => {
    const projectId = randomUUID()
    await registry.tells(projectId, aSchool(projectId, approvedBudgetFen))
    return projectId
  }
  const pathOf = (projectId: string) => `/api/v1/funding/projects/${projectId}`
  const post = (projectId: string, body: object, headers = {}) =>
    finance.post(`${pathOf(projectId)}/entries`, body, headers)
  const aFundedProject = async () => {
    const projectId = await aProject()
    expect((await post(projectId, contract(900_00))).status).toBe(201)
    expect((await post(projectId, funds(100_00))).status).toBe(201)
    return projectId
  }
  const entryIdOf = (reply: Reply) => (reply.body as { entryId: string }).entryId

  it('posts entries of a project registered a moment ago and shows its balances', async () => {
    const projectId = await aFundedProject()
    const paid = await post(projectId, payment(60_00))
    expect(paid).toMatchObject({
      status: 201,
      body: { version: 3, alreadyPosted: false, events: [{ type: 'funding.ledger-entry-posted.v1' }] },
    })
    expect(paid.headers.get('etag')).toBe('"3"')
    const ledger = await finance.get(pathOf(projectId))
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
    const projectId = await aFundedProject()
    const refusal = await post(projectId, payment(100_01))
    expect(refusal.status).toBe(422)
    expect(refusal.headers.get('content-type')).toContain('application/problem+json')
    expect(refusal.body).toMatchObject({
      slug: 'funds-not-in-place',
      figures: { source: 'special-bond', inPlaceFen: 100_00, disbursedFen: 0, amountFen: 100_01, missingFen: 1 },
      errors: [{ field: 'amountFen', rule: 'funds-not-in-place' }],
    })
    const { detail } = refusal.body as { detail: string }
    expect(detail).toContain('尚缺 0.01 元')
    const english = await post(projectId, payment(100_01), { 'accept-language': 'en' })
    expect((english.body as { detail: string }).detail).toContain('CNY 0.01 missing')
    expect(await finance.get(pathOf(projectId))).toMatchObject({ body: { version: 2 } })
  })

  it('keeps finance to its own regions', async () => {
    const projectId = await aFundedProject()
    const stranger = await services.as({
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
    expect(await finance.post(lookup, { ids: [projectId, randomUUID()] })).toMatchObject({
      body: { items: [{ projectId, version: 2 }] },
    })
    const office = await services.as({ role: 'project-office', unit: { id: 'edu-bureau', name: '市教育局' } })
    expect((await office.get(pathOf(projectId))).status).toBe(200)
    expect((await office.post(`${pathOf(projectId)}/entries`, payment(1))).status).toBe(403)
  })

  it('gives one key one effect, and one document one entry', async () => {
    const projectId = await aFundedProject()
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
    const projectId = await aProject()
    await milestones.tells(projectId, reported(projectId, 10))
    const trial = () =>
      finance.post(`${pathOf(projectId)}/entries?dryRun=true`, payment(500_00), { 'accept-language': 'en' })
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
    const fine = await finance.post(`${pathOf(projectId)}/entries?dryRun=true`, funds(1))
    expect(fine).toMatchObject({ body: { accepted: true, wouldRecord: [{ data: { entry: 'funds-in-place' } }] } })
    expect(await finance.get(pathOf(projectId))).toMatchObject({ body: { version: 0, balances: { sources: [] } } })
  })

  it('follows physical progress and its corrections, also of a project it does not know yet', async () => {
    const projectId = randomUUID()
    const reportId = randomUUID()
    await milestones.tells(projectId, reported(projectId, 40, reportId))
    const correction = { projectId, reportId, previousPercent: 40, physicalPercent: 35, reason: '复核工程量' }
    await milestones.tells(projectId, ProgressCorrected(correction, '2026-05-12'))
    await registry.tells(projectId, aSchool(projectId, undefined))
    await post(projectId, contract(200_00))
    await post(projectId, funds(200_00))
    await post(projectId, payment(130_00))
    await eventually(async () =>
      expect((await finance.get(pathOf(projectId))).body).toMatchObject({
        gap: { basis: 'commitments', paidPercent: 65, physicalPercent: 35, points: 30, ahead: false },
      }),
    )
  })

  it('reverses an entry once and whole, and not money that is already paid out', async () => {
    const projectId = await aFundedProject()
    const paid = await post(projectId, payment(60_00))
    const reversals = `${pathOf(projectId)}/reversals`
    const entries = await finance.get(`${pathOf(projectId)}/entries`)
    const [, inPlace] = (entries.body as { items: { entryId: string }[] }).items
    const reversal = { reason: '金额录入错误', documentNumber: 'CX-1', occurredOn: '2026-06-01' }
    expect(await finance.post(reversals, { ...reversal, entryId: inPlace!.entryId })).toMatchObject({
      status: 422,
      body: { slug: 'funds-not-in-place', figures: { missingFen: 60_00 } },
    })
    expect(
      (await finance.post(`${reversals}?dryRun=true`, { ...reversal, entryId: inPlace!.entryId })).body,
    ).toMatchObject({ accepted: false, findings: [{ rule: 'funds-not-in-place' }] })
    const { reason: _, ...unreasoned } = { ...reversal, entryId: entryIdOf(paid) }
    expect((await finance.post(reversals, unreasoned)).status).toBe(400)
    const reversed = await finance.post(reversals, { ...reversal, entryId: entryIdOf(paid) })
    expect(reversed).toMatchObject({ status: 201, body: { balances: { total: { disbursedFen: 0 } } } })
    const again = { ...reversal, documentNumber: 'CX-2', entryId: entryIdOf(paid) }
    expect(await finance.post(reversals, again)).toMatchObject({ body: { slug: 'entry-already-reversed' } })
    expect(await finance.post(reversals, { ...again, entryId: randomUUID() })).toMatchObject({ status: 404 })
    expect((await finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
      items: [
        { entry: 'reversal', reverses: { entryId: entryIdOf(paid) }, text: '金额录入错误' },
        { entryId: entryIdOf(paid), reversedBy: entryIdOf(reversed) },
        { reversedBy: null },
        { entry: 'commitment' },
      ],
    })
  })

  it('pages through the entries, newest first', async () => {
    const projectId = await aProject()
    for (let day = 1; day <= 5; day += 1) await post(projectId, funds(day, `DZ-${day}`))
    const seen: number[] = []
    let cursor = ''
    do {
      const page = (await finance.get(`${pathOf(projectId)}/entries?limit=2${cursor}`)).body as {
        items: { amountFen: number }[]
        next: string | null
      }
      seen.push(...page.items.map(({ amountFen }) => amountFen))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(seen).toEqual([5, 4, 3, 2, 1])
    expect((await finance.get(`${pathOf(projectId)}/entries?cursor=no`)).status).toBe(400)
  })

  it('records history with its findings, for imports only', async () => {
    const projectId = await aProject()
    const overpaid = { ...payment(700_00), occurredOn: '2024-05-20', historical: true }
    expect(await post(projectId, overpaid)).toMatchObject({ status: 403 })
    const recorded = await importer.post(`${pathOf(projectId)}/entries`, overpaid)
    expect(recorded).toMatchObject({
      status: 201,
      body: { balances: { total: { inPlaceFen: 0, disbursedFen: 700_00 } } },
    })
    expect((await finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
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
    const projectId = await aProject()
    const command = (key: string, body: object, id = projectId) => ({ name: 'post-entry', id, key, body })
    const commands = [
      command('b-1', funds(50_00)),
      command('b-2', { ...payment(80_00), source: 'bank-loan' }),
      command('b-3', { ...payment(80_00), source: 'bank-loan' }),
      command('b-4', { ...payment(1), amountFen: 'much' }),
      command('b-5', funds(1), 'not-an-id'),
    ]
    const answer = await importer.post('/api/v1/funding/commands', { knownOn: '2026-06-01', commands })
    const { results } = answer.body as { results: { status: number }[] }
    expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 400, 400])
    expect((await finance.get(`${pathOf(projectId)}/entries`)).body).toMatchObject({
      items: [{ knownOn: '2026-06-01', knownOnClaimed: true, findings: [{ rule: 'funds-not-in-place' }, {}] }, {}],
    })
  })
})

function reported(projectId: string, physicalPercent: number, reportId: string = randomUUID()): NewEvent {
  return ProgressReported({ projectId, reportId, physicalPercent, evidence: [] }, '2026-05-10')
}
