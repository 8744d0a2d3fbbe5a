import { randomUUID } from 'node:crypto'
import { type BookedKind, fundSourceIds, ledgerEntryIds, ProgrammeIssued, ProjectRegistered } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { eventually } from '@zhuji/testing'
import fc from 'fast-check'
import { aFundingScene, aSchool, type FundingScene, pathOf } from './funding-scene.features.js'
import { FundingModule } from './funding.module.js'

const days = ['2026-01-31', '2026-02-28', '2026-03-15', '2026-04-01', '2026-05-20', '2026-06-30']
const regions = ['340104', '340111', '340103']
const kinds = ledgerEntryIds.filter(
  (kind) => !['reversal', 'transfer-out', 'transfer-in'].includes(kind),
) as readonly BookedKind[]

/** What accounts and groups both tell, each with the account that it stands on: a debt stands on the credit side. */
const figures = {
  allocatedFen: ['plan', 1],
  quotaFen: ['quota', 1],
  committedFen: ['contracts', 1],
  certifiedFen: ['works', 1],
  cashFen: ['cash', 1],
  advancesFen: ['advances', 1],
  retainedFen: ['retained', -1],
  payableFen: ['payable', -1],
  settledFen: ['settled', 1],
  finalFen: ['final', 1],
} as const
type Figures = Record<keyof typeof figures, number>
const names = Object.keys(figures) as (keyof typeof figures)[]

interface Told {
  readonly project: number
  readonly entry: BookedKind
  readonly amountFen: number
  readonly source: string
  readonly occurredOn: string
  readonly knownOn: string
  /** Taken back later. */
  readonly reversed: boolean
}

/** Nothing is known before it happens. */
const histories = fc
  .record({
    project: fc.nat(5),
    entry: fc.constantFrom(...kinds),
    amountFen: fc.integer({ min: 1, max: 10 ** 11 }),
    source: fc.constantFrom(...fundSourceIds.slice(0, 4)),
    occurredOn: fc.constantFrom(...days),
    known: fc.constantFrom(...days),
    reversed: fc.boolean(),
  })
  .map(({ known, ...told }): Told => ({ ...told, knownOn: known < told.occurredOn ? told.occurredOn : known }))

describe('balances of random ledgers, at any day and as known on any day', () => {
  const seed = fc.sample(fc.nat(), 1)[0]!
  const projects = Array.from({ length: 6 }, () => randomUUID())
  const [first, second, both] = [randomUUID(), randomUUID(), randomUUID()]
  let scene: FundingScene

  beforeAll(async () => {
    // Lists count from the day on which they are known.
    scene = await aFundingScene([FundingModule], new StoppedClock(new Date('2026-01-15T04:00:00Z')))
    for (const [place, projectId] of projects.entries()) {
      const school = aSchool(projectId, undefined).data
      const code = regions[place % regions.length]!
      const regionPath = [...school.regionPath.slice(0, 1), { code, name: code }]
      await scene.registry.tells(projectId, ProjectRegistered({ ...school, regionPath }, '2026-01-15'))
    }
    await listed(first, projects.slice(0, 3))
    await listed(second, projects.slice(3))
    await listed(both, projects.slice(2, 5))
    const told = fc.sample(histories, { numRuns: 150, seed })
    for (const knownOn of days) await tell(told, knownOn)
    await takeBack(told)
    await everythingIsAddedUp()
  }, 120_000)

  afterAll(async () => scene?.stop())

  it('by source, region and project add up to the trial balance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...days), fc.constantFrom(...days), async (asOf, knownOn) => {
        const clocks = `asOf=${asOf}&knownOn=${knownOn}`
        const whole = await trial(clocks)
        for (const by of ['source', 'region', 'project']) {
          const summed = added(await groups(`by=${by}&${clocks}`))
          expect({ seed, clocks, by, ...summed }).toEqual({ seed, clocks, by, ...whole })
        }
      }),
      { numRuns: 20 },
    )
  })

  it('by programme add up to it where lists share nothing, and count a project once where they do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...days), fc.constantFrom(...days), async (asOf, knownOn) => {
        const clocks = `asOf=${asOf}&knownOn=${knownOn}`
        const lists = `programmeIds=${first}&programmeIds=${second}`
        const whole = await trial(clocks)
        const apart = added(await groups(`by=programme&${lists}&${clocks}`))
        expect({ seed, clocks, ...apart }).toEqual({ seed, clocks, ...whole })
        expect(await trial(`${lists}&programmeIds=${both}&${clocks}`)).toEqual(whole)
        expect(await trial(`programmeIds=${both}&${clocks}`)).toEqual(
          added(await groups(`by=project&programmeIds=${both}&${clocks}`)),
        )
      }),
      { numRuns: 20 },
    )
  })

  async function listed(programmeId: string, projectIds: readonly string[]): Promise<void> {
    const line = { lineId: 'named', measure: 'projects', verb: 'start', unit: 'projects' } as const
    const named = { facilityKinds: [], regions: [], projects: projectIds.map((projectId) => ({ projectId })) }
    const lines = [{ ...line, scope: named, base: projectIds.length, cutOffOn: '2026-12-31' }]
    const list = { name: programmeId, issuer: { id: 'city', name: '市' }, version: 1, lines }
    const period = { from: '2026-01-01', to: '2026-12-31' }
    const issued = ProgrammeIssued({ programmeId, ...list, period }, '2026-01-10')
    await scene.registry.tells(programmeId, issued, { streamId: `programme/${programmeId}` })
  }

  async function given(knownOn: string, commands: readonly object[]): Promise<void> {
    if (commands.length === 0) return
    const answer = await scene.importer.post('/api/v1/funding/commands', { knownOn, commands })
    const { results } = answer.body as { results: { status: number }[] }
    expect(results.filter(({ status }) => status !== 200)).toEqual([])
  }

  const tell = (told: readonly Told[], day: string) =>
    given(
      day,
      told.flatMap(({ project, reversed, knownOn, ...entry }, place) => {
        const body = { ...entry, documentNumber: `${reversed ? 'R' : 'D'}-${place}`, distinct: String(place) }
        return knownOn === day ? [{ name: 'post-entry', id: projects[project]!, key: String(place), body }] : []
      }),
    )

  /** Some time later; the ids of entries come from the ledgers. */
  async function takeBack(told: readonly Told[]): Promise<void> {
    const later = days.at(-1)!
    for (const id of projects) {
      const { body } = await scene.finance.get(`${pathOf(id)}/entries?limit=200`)
      const { items } = body as { items: { entryId: string; documentNumber: string }[] }
      const reversals = items.flatMap(({ entryId, documentNumber }) => {
        const reversal = { entryId, documentNumber: `C-${entryId}`, reason: '录入错误', occurredOn: later }
        const command = { name: 'reverse-entry', id, key: entryId, body: reversal }
        return documentNumber.startsWith('R-') ? [command] : []
      })
      await given(later, reversals)
    }
    expect(told.some(({ reversed }) => reversed)).toBe(true)
  }

  /** The ledgers themselves are never late: what they hold in all is what the sums must come to. */
  async function everythingIsAddedUp(): Promise<void> {
    const ledgers = (await scene.finance.post('/api/v1/funding/projects/lookup', { ids: projects })).body as {
      items: { balances: { total: Figures } }[]
    }
    const held = added(ledgers.items.map(({ balances }) => balances.total))
    await eventually(async () => expect({ seed, ...(await trial('')) }).toEqual({ seed, ...held }), { within: 30_000 })
  }

  async function groups(query: string): Promise<readonly Figures[]> {
    const { status, body } = await scene.finance.get(`/api/v1/funding/balances?${query}`)
    expect(status).toBe(200)
    return (body as { items: Figures[] }).items
  }

  async function trial(query: string): Promise<Figures> {
    const { body } = await scene.finance.get(`/api/v1/funding/trial-balance?${query}`)
    const { accounts, differenceFen } = body as {
      accounts: { account: string; debitFen: number; creditFen: number }[]
      differenceFen: number
    }
    expect(differenceFen).toBe(0)
    const standing = new Map(accounts.map(({ account, debitFen, creditFen }) => [account, debitFen - creditFen]))
    return sums((name) => figures[name][1] * standing.get(figures[name][0])!)
  }

  const added = (parts: readonly Figures[]) => sums((name) => parts.reduce((fen, part) => fen + part[name], 0))
  const sums = (of: (name: keyof Figures) => number) => {
    // No negative zero: a debt of nothing is nothing.
    return Object.fromEntries(names.map((name) => [name, of(name) + 0])) as Figures
  }
})
