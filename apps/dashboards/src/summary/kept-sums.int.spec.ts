import fc from 'fast-check'
import type { RecordedEvent } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { contributionsTo, explainedFigures } from '../explain/explained-figures.js'
import { Explanations } from '../explain/explain.repository.js'
import { flowsOfFacts } from '../card/flows.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import type { ProjectFilters } from '../projects/project-conditions.js'
import { Projects } from '../projects/projects.repository.js'
import { SeriesReader } from '../series/series.repository.js'
import { cellOf } from '../summary/cell.js'
import { Summaries, type SummaryFilters } from '../summary/summary.repository.js'
import { addInto, type Sums } from '../summary/summary-sums.js'
import { anyEvent, day1, day2, day3, ids } from '../told-facts/any-event.features.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { hefei } from '../told-facts/told.features.js'

const everybody: ScopeFilter = { all: true }

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

const summary = async (filters: SummaryFilters = {}, scope: ScopeFilter = everybody, day = '2018-06-01') => {
  const { sums } = await new Summaries(takenIn.source).answer(filters, scope, day)
  return sums
}

describe('whatever is told in whatever order', () => {
  const sources = ['registry', 'milestones', 'funding'] as const

  it('kept sums are those of the projects, now and on every past day, and explanations add up to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), async (events, size) => {
        await takenIn.empty()
        // Logs arrive one after the other in portions, as from independent sources.
        for (const source of sources) {
          const log = events.filter((event) => event.source === source)
          for (let at = 0; at < log.length; at += size) await takenIn.batch(...log.slice(at, at + size))
        }
        for (const knownOn of [undefined, day1, day2, day3]) await sumsAgree(knownOn)
        await totalsAgree()
        await seriesAgree(events)
      }),
      { numRuns: 25 },
    )
  })

  /** A scope that names every unit is answered from the projects, everybody's from the kept sums. */
  const fromProjects: ScopeFilter = { all: false, unitIds: ['edu-bureau'], regionCodes: [], projectIds: [] }

  async function sumsAgree(knownOn: string | undefined): Promise<void> {
    const day = knownOn ?? '2018-06-01'
    const asked: readonly SummaryFilters[] = [
      {},
      { region: '34' },
      { region: hefei.at(-1)!.code },
      { status: 'in-use' },
      { region: hefei[1]!.code, status: 'under-construction' },
      { facilityKind: 'sports-court', status: 'planning' },
    ]
    for (const filters of asked) {
      const kept = await summary({ ...filters, knownOn }, everybody, day)
      const summed = await summary({ ...filters, knownOn }, fromProjects, day)
      expect(cellOf(kept.total)).toEqual(cellOf(summed.total))
      for (const [code, sums] of summed.byRegion) expect(cellOf(kept.byRegion.get(code)!)).toEqual(cellOf(sums))
      for (const [kind, sums] of summed.byKind) expect(cellOf(kept.byKind.get(kind)!)).toEqual(cellOf(sums))
      expect([...kept.byRegion.keys()].sort()).toEqual([...summed.byRegion.keys()].sort())
      const words = (counts: { name: string; projects: number }[]) =>
        counts.sort((a, b) => a.name.localeCompare(b.name))
      expect(words(kept.countBy(({ status }) => status))).toEqual(words(summed.countBy(({ status }) => status)))
    }
    await explanationsAgree(knownOn, day)
  }

  async function totalsAgree(): Promise<void> {
    const projects = new Projects(takenIn.source)
    const whole = { sort: 'name', order: 'asc', limit: 1 } as const
    const filters: readonly ProjectFilters[] = [
      {},
      { region: '34', status: 'in-use' },
      { region: hefei.at(-1)!.code },
      { region: 'nowhere' },
      { facilityGroup: 'school', halt: 'any' },
      { facilityKind: 'sports-court', stage: 'start' },
      { halt: 'stopped' },
      { ownerUnit: 'edu-bureau' },
      { q: '振兴' },
      { q: '兴路小' },
      { q: '学', knownOn: day2 },
      { knownOn: day1 },
      { knownOn: day2, region: '3401', status: 'in-use' },
      { knownOn: day2, region: '340104' },
      { knownOn: day3, facilityGroup: 'school', stage: 'start' },
    ]
    for (const filter of filters) {
      const [listed, counted] = await Promise.all(
        [everybody, fromProjects].map((scope) => projects.list({ ...whole, ...filter }, scope)),
      )
      expect([filter, listed!.total]).toEqual([filter, counted!.total])
    }
  }

  async function explanationsAgree(knownOn: string | undefined, day: string): Promise<void> {
    const { total } = await summary({ knownOn }, everybody, day)
    const amounts = [
      'disbursedFen',
      'plannedFen',
      'comparedBudgetFen',
      'planned:school-places',
      'delivered:school-places',
    ]
    for (const id of [...amounts, 'inUse', 'projects', 'dueStarted']) {
      const figure = explainedFigures.get(id)!
      const explained = await new Explanations(takenIn.source, new Summaries(takenIn.source)).explain(
        figure,
        { knownOn, limit: 50, day },
        everybody,
      )
      expect(explained.numerator).toBe((total[id] ?? 0) / (figure.scale ?? 1))
      const added = explained.events.reduce((sum, { adds }) => sum + adds.numerator, 0)
      expect(added).toBeCloseTo(explained.numerator, 6)
    }
  }

  async function seriesAgree(events: readonly RecordedEvent[]): Promise<void> {
    const expected = new Map<string, Sums>()
    for (const id of ids) {
      const facts = sources.flatMap((source) => events.filter((event) => event.key === id && event.source === source))
      if (!facts.some(({ type }) => type.includes('project-registered'))) continue
      for (const [month, flows] of flowsOfFacts(id, facts)) {
        const sums = expected.get(month) ?? {}
        expected.set(month, sums)
        addInto(sums, flows)
      }
    }
    const kept = await new SeriesReader(takenIn.source).months({}, everybody)
    for (const [month, flows] of expected) {
      for (const [name, amount] of Object.entries(flows))
        expect((kept.get(month) as Sums | undefined)?.[name] ?? 0).toBe(amount)
    }
    expect(contributionsTo(explainedFigures.get('projects')!, [], day1)).toEqual([])
  }
})
