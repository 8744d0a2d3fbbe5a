import fc from 'fast-check'
import { ProgressReported, type RecordedEvent } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { unknownCard } from '../card/card.js'
import { cutOf, shownOf } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { faceText } from '../card/past.js'
import { explainedFigures } from '../explain/explained-figures.js'
import { Explanations } from '../explain/explain.repository.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { Projects } from '../projects/projects.repository.js'
import { ProjectSums } from '../summary/project-sums.js'
import { Summaries } from '../summary/summary.repository.js'
import { SummarySums } from '../summary/summary-sums.js'
import { anyEvent, ids } from '../told-facts/any-event.features.js'
import { knownOn as told, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, reached, registered, reported } from '../told-facts/told.features.js'
import { clocksOf } from './clocks.js'

const everybody: ScopeFilter = { all: true }
const TODAY = '2018-12-31'
let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

const pairs = [
  ['2016-12-31', '2017-08-18'],
  ['2017-04-06', '2017-08-18'],
  ['2017-07-01', undefined],
  ['2017-12-31', '2018-05-24'],
  ['2018-06-01', undefined],
] as const

/** The cards of a cut, from nothing but the facts. */
function replayed(events: readonly RecordedEvent[], cut: { asOf?: string; knownOn?: string }) {
  return ids
    .map((id) => {
      const shown = shownOf(
        events.filter(({ key }) => key === id),
        cut,
      )
      const days = shown.map(cutOf).filter((day) => cut.asOf === undefined || day <= cut.asOf)
      return { ...shown.reduce(foldCard, unknownCard(id)), occurredOn: days.toSorted().at(-1) ?? null }
    })
    .filter(({ registered: isRegistered }) => isRegistered)
}

describe('a question with both clocks', () => {
  it('is answered as by a fresh replay cut there, whatever is told in whatever order: list, summary and explanation', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), async (events, size) => {
        await takenIn.empty()
        const logs = ['milestones', 'registry', 'funding'].map((log) => events.filter(({ source }) => source === log))
        for (const log of logs)
          for (let at = 0; at < log.length; at += size) await takenIn.batch(...log.slice(at, at + size))
        for (const [asOf, knownOn] of pairs) await answersAgree(logs.flat(), { asOf, knownOn })
      }),
      { numRuns: 12 },
    )
  })

  async function answersAgree(facts: readonly RecordedEvent[], asked: { asOf?: string; knownOn?: string }) {
    const { day, ...cut } = clocksOf(asked, TODAY)
    const expected = replayed(facts, cut)
    const { items } = await new Projects(takenIn.source).list(
      { ...cut, sort: 'name', order: 'asc', limit: 9 },
      everybody,
    )
    const texts = items.map((face) => faceText({ ...unknownCard(''), ...face })).toSorted()
    expect([cut, texts]).toEqual([cut, expected.map(faceText).toSorted()])

    const sums = new SummarySums()
    const summed = new ProjectSums(day)
    for (const card of expected) summed.add(card, null)
    summed.addTo(sums)
    const summaries = new Summaries(takenIn.source)
    const { total } = (await summaries.answer(cut, everybody, day)).sums
    for (const [name, amount] of Object.entries(sums.total))
      expect([cut, name, total[name] ?? 0]).toEqual([cut, name, amount])

    const question = { ...cut, limit: 50, day }
    const figure = explainedFigures.get('paidFen')!
    const explained = await new Explanations(takenIn.source, summaries).explain(figure, question, everybody)
    expect(explained.events.reduce((sum, { adds }) => sum + adds.numerator, 0)).toBe(sums.total['paidFen'] ?? 0)
  }
})

describe('a school that was finished while its register still said "contracting"', () => {
  const id = anyId()
  const [then, later, now] = ['2017-08-18', '2018-05-24', TODAY]

  beforeEach(async () => {
    const finished = ProgressReported(
      { projectId: id, reportId: anyId(), physicalPercent: 100, evidence: [] },
      '2017-06-24',
    )
    await takenIn.batch(
      ...told(then, registered(id), reached(id, 'contracting', '2014-05-14'), reported(id, 79.99)),
      ...told(later, reached(id, 'works-complete', '2017-06-24'), finished),
    )
  })

  const shown = (asked: { asOf?: string; knownOn?: string }) =>
    new Projects(takenIn.source).find(id, everybody, clocksOf(asked, now))

  it('is shown unfinished as it was known then, and finished as it is known now, on the same business day', async () => {
    expect(await shown({ asOf: then, knownOn: then })).toMatchObject({
      status: 'contracting',
      physicalPercent: 79.99,
      worksCompleteOn: null,
    })
    expect(await shown({ asOf: then })).toMatchObject({
      status: 'works-complete',
      physicalPercent: 100,
      worksCompleteOn: '2017-06-24',
    })
    expect(await shown({ asOf: '2017-06-23' })).toMatchObject({ physicalPercent: 79.99, worksCompleteOn: null })
  })
})
