import type { ScopeFilter } from '@zhuji/platform'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, registered, reported } from '../told-facts/told.features.js'
import { Projects } from './projects.repository.js'

const everybody: ScopeFilter = { all: true }
const oneUnit: ScopeFilter = { all: false, unitIds: ['edu-bureau'], regionCodes: [], projectIds: [] }
const names = ['振兴路小学', '振兴小学路口站', 'Ｎｏ. 7 幼儿园', 'aab', 'abaa']

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
  const known = names.map((name, at) => registered(anyId(), { name, localCode: `X-${at}` }))
  await takenIn.batch(...knownOn('2017-04-06', ...known, reported(anyId(), 3)))
})

afterAll(() => takenIn?.close())

describe('a search', () => {
  it.each([
    ['学', 2],
    ['振兴', 2],
    ['路小学', 1],
    ['兴路小', 1],
    ['no.7', 1],
    ['NO. ７幼', 1],
    ['aaa', 0],
    ['aab', 1],
    ['x-', 5],
    ['x-4', 1],
    // The end of a name and the beginning of a code are no neighbours.
    ['学x', 0],
    ['小学x-0', 0],
    [' ', 5],
  ])('for %j finds %d projects, for whoever sees them', async (q, found) => {
    const projects = new Projects(takenIn.source)
    for (const scope of [everybody, oneUnit]) {
      const { items, total } = await projects.list({ q, sort: 'name', order: 'asc', limit: 10 }, scope)
      expect([items.length, total]).toEqual([found, found])
    }
  })

  it('goes by names of today, also in the past', async () => {
    const question = { q: '振兴路', sort: 'name', order: 'asc', limit: 10 } as const
    const projects = new Projects(takenIn.source)
    expect(await projects.list({ ...question, knownOn: '2017-04-06' }, everybody)).toMatchObject({ total: 1 })
    expect(await projects.list({ ...question, knownOn: '2017-04-05' }, everybody)).toMatchObject({ total: 0 })
  })

  it('of very many lists the first ones and counts all', async () => {
    const many = Array.from({ length: 2_001 }, (_, at) =>
      registered(anyId(), { name: `${at} 号候车亭`, localCode: `H-${at}` }),
    )
    await takenIn.batch(...knownOn('2017-04-07', ...many))
    const question = { q: '候车亭', sort: 'updated', order: 'asc', limit: 10 } as const
    for (const scope of [everybody, oneUnit]) {
      const { items, total } = await new Projects(takenIn.source).list(question, scope)
      expect([items.length, total]).toEqual([10, 2_001])
    }
  })
})
