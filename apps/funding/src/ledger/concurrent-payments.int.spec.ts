import { randomUUID } from 'node:crypto'
import { DomainError } from '@zhuji/kernel'
import { EventStore, folded, LogReader, LogSignal, messagingMigrations } from '@zhuji/messaging'
import { openServiceDatabase, poolOf, SystemClock } from '@zhuji/platform'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'
import type { DataSource } from 'typeorm'
import { decided } from './assessment.js'
import { balanceOf } from './balances.js'
import { lookupsOfPosting } from './entries.js'
import { ledgerDecider, ledgerStream } from './ledger.js'
import { assessPosting, type PostingRequest } from './post-entry.js'

describe('payments that arrive at the same moment, over two processes', () => {
  let database: FreshDatabase
  let sources: DataSource[]
  let stores: EventStore[]

  beforeAll(async () => {
    database = await freshDatabase()
    sources = []
    for (let index = 0; index < 2; index += 1) sources.push(await open(database.url))
    const common = { context: 'funding', clock: new SystemClock(), timeZone: 'Asia/Shanghai' }
    stores = sources.map((source) => new EventStore({ ...common, pool: poolOf(source), signal: new LogSignal() }))
  })

  afterAll(async () => {
    await Promise.all((sources ?? []).map((source) => source.destroy()))
    await database?.drop()
  })

  const post = (store: EventStore, projectId: string, more: Partial<PostingRequest>) => {
    const request: PostingRequest = {
      entry: 'disbursement',
      amountFen: 1_00,
      source: 'special-bond',
      occurredOn: '2026-05-20',
      documentNumber: randomUUID(),
      ...more,
    }
    return store.execute({
      streamId: ledgerStream(projectId),
      key: projectId,
      decider: ledgerDecider,
      lookups: lookupsOfPosting(request),
      origin: { actor: { person: 'clerk', unit: 'finance', role: 'finance' }, correlationId: 'test' },
      decide: (ledger, context) => {
        const circumstances = { projectId, approvedBudgetFen: 1_000_00, historical: false }
        return decided(assessPosting(ledger, request, { ...circumstances, ...context }))
      },
    })
  }

  it('never overdraw: of fifty for which there is money for ten, exactly ten are accepted', async () => {
    const projectId = randomUUID()
    await post(stores[0]!, projectId, { entry: 'funds-in-place', amountFen: 10_00 })
    const attempts = Array.from({ length: 50 }, (_, index) => post(stores[index % 2]!, projectId, {}))
    const outcomes = await Promise.allSettled(attempts)
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    expect(outcomes.length - refusals.length).toBe(10)
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(DomainError)
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ slug: 'funds-not-in-place' })))
    const { state, version } = (await stores[1]!.states([ledgerStream(projectId)], ledgerDecider)).get(
      ledgerStream(projectId),
    )!
    expect(version).toBe(11)
    expect(balanceOf(state.balances, 'special-bond')).toMatchObject({ inPlaceFen: 10_00, disbursedFen: 10_00 })
    const log = await new LogReader(poolOf(sources[0]!), 'funding').ofStream(ledgerStream(projectId))
    const fresh = folded(ledgerDecider, log)
    expect(fresh.state).toEqual(state)
    const note = await stores[1]!.notes(ledgerStream(projectId), ledgerDecider, [...fresh.left.keys()])
    expect([...fresh.left.keys()].map((name) => [name, note(name)])).toEqual([...fresh.left])
  })

  it('with one document number are one entry', async () => {
    const projectId = randomUUID()
    const funds = { entry: 'funds-in-place' as const, documentNumber: 'DZ-1' }
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => post(stores[n % 2]!, projectId, funds)))
    expect(outcomes.filter(({ events }) => events.length > 0)).toHaveLength(1)
  })
})

async function open(url: string): Promise<DataSource> {
  return openServiceDatabase({
    url,
    context: 'funding',
    poolSize: 4,
    entities: [],
    migrations: messagingMigrations,
  })
}
