import { jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { form } from './form.config.js'
import { type FundingProcesses, fundingProcesses, untilFunded } from './funding-processes.js'

jest.setTimeout(240_000)

const money = { source: 'local-budget', occurredOn: '2026-05-20' }

/** What moves in several ledgers, with the process killed in the middle of it. */
describe('money of several projects while the service dies', () => {
  let scene: FundingProcesses

  beforeAll(async () => {
    scene = await fundingProcesses(1, 3)
    await untilFunded(scene, 1_000_00)
  })

  afterAll(async () => scene?.stop())

  const entriesUnder = async (documentNumber: string) => {
    const rows = await scene.rows<{ fen: string }>(
      `select payload ->> 'amountFen' as fen from funding.event_log where payload ->> 'documentNumber' = $1`,
      [documentNumber],
    )
    return rows.map(({ fen }) => Number(fen)).sort((one, other) => one - other)
  }

  /** Asks, is left without an answer, and asks again with the same key when the service is back. */
  const askedThroughDeath = async (point: string, path: string, body: object) => {
    const [program] = scene.programs
    const [file, key] = [join(scene.crashDirectory, point), randomUUID()]
    writeFileSync(file, '')
    expect((await scene.ask(program!, path, { body, key })).status).toBe(0)
    expect(existsSync(file)).toBe(false)
    await program!.exited
    const left = await entriesUnder((body as { documentNumber: string }).documentNumber)
    await program!.start()
    expect((await scene.ask(program!, path, { body, key })).status).toBe(201)
    return left
  }

  const points = [
    ['command-written', false],
    ['command-committed', true],
  ] as const

  it.each(points)('a transfer leaves one and reaches the other or neither: %s', async (point, isKept) => {
    const [fromProjectId, toProjectId] = scene.projectIds
    const documentNumber = `TJ-${point}`
    const body = { ...money, fromProjectId, toProjectId, amountFen: 40_00, documentNumber }
    expect(await askedThroughDeath(point, 'transfers', body)).toEqual(isKept ? [40_00, 40_00] : [])
    expect(await entriesUnder(documentNumber)).toEqual([40_00, 40_00])
  })

  it.each(points)('a payment of an agreement is in all its ledgers or in none: %s', async (point, isKept) => {
    const agreementId = randomUUID()
    const agreement = { agreementId, name: '协议', counterparty: point, documentNumber: `XY-${point}` }
    const signed = { ...agreement, amountFen: 90_00, projectIds: scene.projectIds, occurredOn: '2026-02-01' }
    expect((await scene.ask(scene.programs[0]!, 'agreements', { body: signed })).status).toBe(201)
    const shares = scene.projectIds.map((projectId, place) => ({ projectId, amountFen: (place + 1) * 10_00 }))
    const body = { ...money, amountFen: 60_00, documentNumber: `ZF-${point}`, shares }
    const whole = [10_00, 20_00, 30_00, 60_00]
    const left = await askedThroughDeath(point, `agreements/${agreementId}/payments`, body)
    expect(left).toEqual(isKept ? whole : [])
    expect(await entriesUnder(body.documentNumber)).toEqual(whole)
  })
})

/** Many at once over HTTP, from two processes that share nothing but the database. */
describe('payments of one pot over two processes', () => {
  let scene: FundingProcesses

  beforeAll(async () => {
    scene = await fundingProcesses(2, 2)
    await untilFunded(scene, CASH_FEN)
  })

  afterAll(async () => scene?.stop())

  const ATTEMPTS = form({ short: 2_400, long: 20_000 })
  const CASH_FEN = (ATTEMPTS / 2) * 1_00
  const AT_ONCE = 64

  it('are accepted as long as there is money, and never overdraw it', async () => {
    const [paying, receiving] = scene.projectIds as [string, string]
    const statuses = new Map<number, number>()
    let [next, acceptedFen] = [0, 0]
    const work = async () => {
      while (next < ATTEMPTS) {
        const attempt = (next += 1)
        const program = scene.programs[attempt % 2]!
        // Every tenth moves money on to another project: it comes out of the same pot.
        const isTransfer = attempt % 10 === 0
        const body = { ...money, amountFen: 1_00, documentNumber: `ZF-${attempt}` }
        const { status } = isTransfer
          ? await scene.ask(program, 'transfers', { body: { ...body, fromProjectId: paying, toProjectId: receiving } })
          : await scene.ask(program, `projects/${paying}/entries`, { body: { ...body, entry: 'disbursement' } })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status === 201) acceptedFen += 1_00
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    expect([...statuses.keys()].toSorted((one, other) => one - other)).toEqual([201, 422])
    expect(acceptedFen).toBe(CASH_FEN)
    const ledger = async (projectId: string) => {
      const { body } = await scene.ask(scene.programs[1]!, `projects/${projectId}`)
      return (body as { balances: { total: Record<string, number> } }).balances.total
    }
    const [paid, received] = [await ledger(paying), await ledger(receiving)]
    expect(paid['cashFen']).toBe(0)
    expect(paid['disbursedFen']! + received['inPlaceFen']! - CASH_FEN).toBe(CASH_FEN)
    const rows = await scene.rows<{ versions: string; events: string }>(
      `select count(distinct stream_version)::text as versions, count(*)::text as events from funding.event_log where stream_id = $1`,
      [`project/${paying}`],
    )
    expect(rows).toEqual([{ versions: String(ATTEMPTS / 2 + 1), events: String(ATTEMPTS / 2 + 1) }])
  })
})
