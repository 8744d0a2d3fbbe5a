import fc from 'fast-check'
import type { RecordedEvent } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { clocksOf } from '../scope/clocks.js'
import { Summaries } from '../summary/summary.repository.js'
import { anyEvent, day2, ids } from '../told-facts/any-event.features.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { Explanations } from './explain.repository.js'
import { type ExplainedFigure, explainedFigures } from './explained-figures.js'

const everybody: ScopeFilter = { all: true }
const TODAY = '2018-12-31'
/** Business day and day of the knowledge. */
const cuts = [{}, { knownOn: day2 }, { asOf: '2017-07-15' }, { asOf: '2017-07-15', knownOn: day2 }] as const
const groups = [{}, { facilityGroup: 'school' }, { region: '340104' }] as const

let takenIn: TakenIn
let explanations: Explanations

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
  explanations = new Explanations(takenIn.source, new Summaries(takenIn.source))
})

afterAll(() => takenIn?.close())

type Asked = Parameters<Explanations['explain']>[1]

/** The parts as answered, and as the events of all pages sum up to. */
async function explained(figure: ExplainedFigure, asked: Omit<Asked, 'limit'>) {
  let [numerator, denominator] = [0, 0]
  for (let cursor: string | undefined; ;) {
    const page = await explanations.explain(figure, { ...asked, cursor, limit: 1 }, everybody)
    for (const { adds } of page.events) {
      numerator += adds.numerator
      denominator += adds.denominator
    }
    if (page.next === null) return { answered: page, summed: { numerator, denominator } }
    cursor = page.next
  }
}

it('the events of every figure add up to both of its parts: of groups and of projects, in either clock, over all pages', async () => {
  const events = fc.array(anyEvent, { minLength: 10, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(events, fc.constantFrom(...cuts), fc.constantFrom(...groups), async (told, cut, group) => {
      await takenIn.empty()
      await takenIn.batch(...inOrderOfLogs(told))
      const clocks = clocksOf(cut, TODAY)
      for (const figure of explainedFigures.values()) {
        for (const asked of figure.ofOneProjectOnly
          ? ids.map((projectId) => ({ projectId }))
          : [group, { projectId: ids[0] }]) {
          const { answered, summed } = await explained(figure, { ...asked, ...clocks })
          expect([figure.id, asked, summed.numerator]).toEqual([
            figure.id,
            asked,
            expect.closeTo(answered.numerator, 3),
          ])
          expect([figure.id, asked, summed.denominator]).toEqual([
            figure.id,
            asked,
            expect.closeTo(answered.denominator, 3),
          ])
        }
      }
    }),
    { numRuns: 8 },
  )
}, 240_000)

function inOrderOfLogs(told: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return ['milestones', 'registry', 'funding'].flatMap((log) => told.filter(({ source }) => source === log))
}
