import { CustodyMoved } from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { Changes } from '../changes/changes.repository.js'
import { explainedFigures } from '../explain/explained-figures.js'
import { Explanations } from '../explain/explain.repository.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { Projects } from '../projects/projects.repository.js'
import { SeriesReader } from '../series/series.repository.js'
import { Summaries, type SummaryFilters } from '../summary/summary.repository.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, registered } from '../told-facts/told.features.js'

const [day1, day2] = ['2017-04-06', '2017-08-18'] as const

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

const summary = async (filters: SummaryFilters, scope: ScopeFilter, day = '2018-06-01') => {
  const { sums } = await new Summaries(takenIn.source).answer(filters, scope, day)
  return sums
}

describe('who may see what', () => {
  const mine = anyId()
  const other = anyId()
  const unit = (id: string): ScopeFilter => ({ all: false, unitIds: [id], regionCodes: [], projectIds: [] })
  const region = (code: string): ScopeFilter => ({ all: false, unitIds: [], regionCodes: [code], projectIds: [] })
  const elsewhere = [
    { code: '35', name: '福建省' },
    { code: '3501', name: '福州市' },
  ]

  beforeEach(() =>
    takenIn.batch(
      ...knownOn(day1, registered(mine, { approvedBudgetFen: 100 })),
      ...knownOn(
        day1,
        registered(other, {
          approvedBudgetFen: 900,
          regionPath: elsewhere,
          ownerUnit: { id: 'health', name: '卫健委' },
        }),
      ),
    ),
  )

  it.each([
    ['the owner unit', unit('edu-bureau'), 100],
    ['a region above it', region('34'), 100],
    ['another province', region('35'), 900],
    ['nobody’s scope', unit('nobody'), undefined],
  ])('follows %s in sums, lists, changes and series', async (_, scope, fen) => {
    expect((await summary({}, scope)).total['plannedFen']).toBe(fen)
    expect((await summary({ knownOn: day1 }, scope, day1)).total['plannedFen']).toBe(fen)
    const found = fen === undefined ? 0 : 1
    expect((await new Projects(takenIn.source).list({ sort: 'name', order: 'asc', limit: 5 }, scope)).total).toBe(found)
    expect(
      (await new Changes(takenIn.source).between({ fromKnownOn: '2016-01-01', toKnownOn: day1 }, scope)).registered,
    ).toBe(found)
    expect((await new SeriesReader(takenIn.source).months({}, scope)).get('2017-04')?.registered).toBe(fen && 1)
    const figure = explainedFigures.get('plannedFen')!
    expect(
      (
        await new Explanations(takenIn.source, new Summaries(takenIn.source)).explain(
          figure,
          { limit: 5, day: day1 },
          scope,
        )
      ).numerator,
    ).toBe(fen ?? 0)
  })

  it('follows the present owner also into the past', async () => {
    const [from, to] = [
      { id: 'edu-bureau', name: '市教育局' },
      { id: 'works', name: '工程中心' },
    ]
    await takenIn.batch(...knownOn(day2, CustodyMoved({ projectId: mine, fromUnit: from, toUnit: to }, day2)))
    expect(await new Projects(takenIn.source).find(mine, unit('edu-bureau'), { knownOn: day1 })).toBeUndefined()
    expect(await new Projects(takenIn.source).find(mine, unit('works'), { knownOn: day1 })).toMatchObject({
      ownerUnitId: 'edu-bureau',
    })
  })
})
