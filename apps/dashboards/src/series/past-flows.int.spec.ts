import fc from 'fast-check'
import type { RecordedEvent } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { type Card, unknownCard } from '../card/card.js'
import { type Cut, shownOf } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { Changes } from '../changes/changes.repository.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { clocksOf } from '../scope/clocks.js'
import { addInto, type Sums } from '../summary/summary-sums.js'
import { anyEvent, day1, day2, day3, ids } from '../told-facts/any-event.features.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { flowNames, flowsOfFacts } from '../card/flows.js'
import { SeriesReader } from './series.repository.js'

const everybody: ScopeFilter = { all: true }
const TODAY = '2018-12-31'
const cuts = [
  { knownOn: day1 },
  { knownOn: TODAY },
  { asOf: '2017-07-15' },
  { asOf: '2016-12-31', knownOn: day2 },
  { asOf: '2017-12-31', knownOn: day3 },
]

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

afterAll(() => takenIn?.close())

interface Replayed {
  readonly card: Card
  readonly facts: readonly RecordedEvent[]
}

/** The registered projects of a cut, from nothing but the facts. */
function replayed(told: readonly RecordedEvent[], cut: Cut): readonly Replayed[] {
  return ids
    .map((id) => {
      const facts = shownOf(
        told.filter(({ key }) => key === id),
        cut,
      )
      return { card: facts.reduce(foldCard, unknownCard(id)), facts }
    })
    .filter(({ card }) => card.registered)
}

function flows(projects: readonly Replayed[]): Record<string, Sums> {
  const months: Record<string, Sums> = {}
  for (const { card, facts } of projects) {
    for (const [month, sums] of flowsOfFacts(card.projectId, facts)) addInto((months[month] ??= {}), sums)
  }
  return moved(months)
}

/** Months in which something moved, every flow named. */
function moved(months: Readonly<Record<string, Sums>>): Record<string, Sums> {
  const named = Object.entries(months).map(([month, sums]) => {
    return [month, Object.fromEntries(flowNames.map((name) => [name, sums[name] ?? 0]))] as const
  })
  return Object.fromEntries(named.filter(([, sums]) => Object.values(sums).some((sum) => sum !== 0)))
}

it('series and changes are those of a fresh replay cut in both clocks, whatever is told in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), async (events, size) => {
      await takenIn.empty()
      const logs = ['milestones', 'registry', 'funding'].map((log) => events.filter(({ source }) => source === log))
      for (const log of logs)
        for (let at = 0; at < log.length; at += size) await takenIn.batch(...log.slice(at, at + size))
      const told = logs.flat()
      for (const asked of cuts) {
        const cut = clocksOf(asked, TODAY)
        for (const filters of [{}, { region: '34', facilityKind: 'primary-school' }]) {
          const months = await new SeriesReader(takenIn.source).months({ ...filters, ...cut }, everybody)
          const shown = replayed(told, cut).filter(
            ({ card }) =>
              !filters.region || (card.regionCodes.includes('34') && card.facilityKind === 'primary-school'),
          )
          expect([cut, filters, moved(Object.fromEntries(months) as Record<string, Sums>)]).toEqual([
            cut,
            filters,
            flows(shown),
          ])
        }
      }
      for (const asOf of [undefined, '2016-12-31', '2017-07-15']) await changesAgree(told, asOf)
    }),
    { numRuns: 12 },
  )
}, 120_000)

async function changesAgree(told: readonly RecordedEvent[], asOf: string | undefined): Promise<void> {
  const query = { fromKnownOn: day1, toKnownOn: day3, ...(asOf !== undefined && { asOf }) }
  const changes = await new Changes(takenIn.source).between(query, everybody)
  const cards = (knownOn: string) =>
    replayed(told, asOf !== undefined && asOf < knownOn ? { asOf, knownOn } : { knownOn }).map(({ card }) => card)
  const [before, after] = [cards(day1), cards(day3)]
  const sum = (found: readonly Card[]) => found.reduce((total, { disbursedFen }) => total + disbursedFen, 0)
  expect([query, changes.projects, changes.registered, changes.disbursedFen]).toEqual([
    query,
    after.length,
    after.length - before.length,
    sum(after) - sum(before),
  ])
}
