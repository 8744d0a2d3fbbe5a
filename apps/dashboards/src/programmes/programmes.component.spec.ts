import { randomUUID } from 'node:crypto'
import { ProgrammeIssued, ProgrammeRevised, WorkResumed, WorkStopped } from '@zhuji/contracts'
import { eventually, type Speaker } from '@zhuji/testing'
import { posted, reached, registered, reported } from '../told-facts/told.features.js'
import { ToldService } from '../told-facts/told-service.features.js'
import type { Programme, TargetLine } from './programme-versions.projection.js'

const places = (amount: number) => [{ kind: 'school-places' as const, amount }]
const feixi = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
  { code: '340123', name: '肥西县' },
]

/** Three schools of Shushan, of which one is late, and one of Feixi. */
const [early, onTheDay, late, feixiSchool] = Array.from({ length: 4 }, () => randomUUID())
const education = randomUUID()
const boarding = randomUUID()

const line = (told: Partial<TargetLine>): TargetLine => ({
  lineId: 'places',
  measure: 'capacity',
  verb: 'in-use',
  unit: 'school-places',
  scope: { facilityKinds: [], regions: ['3401'], projects: [] },
  base: 2_000,
  stretch: 2_500,
  cutOffOn: '2026-09-01',
  ...told,
})
const named = (...projects: TargetLine['scope']['projects']) => ({ facilityKinds: [], regions: [], projects })
const programme = (programmeId: string, lines: TargetLine[]): Programme => ({
  programmeId,
  name: '2026年教育补短板任务清单',
  issuer: { id: 'city', name: '市人民政府' },
  period: { from: '2026-01-01', to: '2026-12-31' },
  version: 1,
  lines,
})

const lines = [
  line({}),
  line({ lineId: 'starts', measure: 'rate', verb: 'start', unit: 'percent', base: 50, stretch: undefined }),
  line({ lineId: 'resumed', measure: 'projects', verb: 'resume', unit: 'projects', base: 1, stretch: undefined }),
  line({ lineId: 'investment', measure: 'investment', unit: 'fen', base: 900, stretch: undefined }),
  line({ lineId: 'opened', measure: 'projects', verb: 'open', unit: 'projects', base: 1, stretch: undefined }),
  line({ lineId: 'funds', measure: 'funds-in-place', unit: 'fen', base: null, stretch: undefined }),
]
const boardingLines = [
  line({
    scope: named({ projectId: early!, amount: 900 }, { projectId: late!, amount: null }, { projectId: boarding }),
    base: 900,
    stretch: undefined,
  }),
]

let told: ToldService

const body = <Body>(path: string, speaker?: Speaker) => told.body<Body>(path, speaker)

beforeAll(async () => {
  told = await ToldService.open()
  const school = { plannedStartOn: '2026-02-01', needOn: '2026-09-01' }
  await told.tells(registered(early!, { ...school, capacity: places(1_000) }, '2026-01-02'))
  await told.tells(registered(onTheDay!, { ...school, capacity: places(1_200) }, '2026-01-02'))
  await told.tells(registered(late!, { ...school, capacity: places(700) }, '2026-01-02'))
  await told.tells(
    registered(feixiSchool!, { needOn: '2026-12-01', capacity: places(500), regionPath: feixi }, '2026-01-02'),
  )
  for (const [projectId, on] of [
    [early!, '2026-08-20'],
    [onTheDay!, '2026-09-01'],
    [late!, '2026-09-02'],
  ] as const) {
    await told.tells(reached(projectId, 'start', '2026-02-01'))
    await told.tells(reached(projectId, 'in-use', on))
  }
  await told.tells(reached(early!, 'opened', '2026-08-25'))
  await told.tells(reported(early!, 40, { occurredOn: '2025-12-20', completedInvestmentFen: 5_000 }))
  await told.tells(reported(early!, 60, { occurredOn: '2026-03-20', completedInvestmentFen: 700 }))
  await told.tells(reported(late!, 60, { occurredOn: '2026-09-02', completedInvestmentFen: 400 }))
  await told.tells(posted(early!, { 'funds-in-place': 800 }, { occurredOn: '2026-05-01' }))
  await told.tells(WorkStopped({ projectId: late!, halt: 'stopped', reason: '停工' }, '2026-04-01'))
  await told.tells(WorkResumed({ projectId: late! }, '2026-05-01'))
  await told.tells(ProgrammeIssued(programme(education, lines), '2026-01-10'))
  await told.tells(ProgrammeIssued(programme(boarding, boardingLines), '2026-01-10'))
  const raised = { ...programme(education, [line({ base: 3_000, stretch: 4_000 })]), version: 2 }
  await told.tells(ProgrammeRevised({ ...raised, reason: '年中调整' }, '2026-10-01'))
  await told.taken()
  // Lists have a group of their own, which may be behind.
  await eventually(async () => expect(await body(`programmes/${education}`)).toMatchObject({ version: 2 }), {
    within: 20_000,
  })
}, 60_000)

afterAll(() => told?.close())

const targets = async (query: string) => {
  const { targets: found, ...head } = await body<{ version: number; targets: { line: TargetLine }[] }>(
    `programmes/${education}?${query}`,
  )
  return { ...head, of: (lineId: string) => found.find((target) => target.line.lineId === lineId) }
}

describe('a programme on the day behind its cut-off', () => {
  it('has attained what was in use by the cut-off, and names what lies above it as excess', async () => {
    const { of, version } = await targets('asOf=2026-09-30')
    expect(version).toBe(1)
    expect(of('places')).toMatchObject({
      value: 2_200,
      base: { target: 2_000, reached: true, attainmentPercent: 100, excess: 200 },
      stretch: { target: 2_500, reached: false, attainmentPercent: 88, excess: 0 },
      achieved: { projects: 2, amount: 2_200, unknown: 0 },
      achievedInPeriod: { projects: 3, amount: 2_900 },
      rates: [
        { denominatorIs: 'due-to-date', numerator: 2, denominator: 3 },
        { denominatorIs: 'annual-list', numerator: 3, denominator: 4, value: 75 },
      ],
    })
  })

  it('counts a rate exactly, a resumption as no new start, and money as it came in within the period', async () => {
    const { of } = await targets('asOf=2026-09-30')
    expect(of('starts')).toMatchObject({ value: 75, base: { reached: true, excess: 25 } })
    expect(of('resumed')).toMatchObject({ value: 1, base: { reached: true } })
    expect(of('opened')).toMatchObject({ value: 1, base: { reached: true } })
    expect(of('investment')).toMatchObject({ achieved: { amount: 700, unknown: 3 }, base: { attainmentPercent: null } })
    expect(of('funds')).toMatchObject({ achieved: { amount: 800 }, base: { target: null, attainmentPercent: null } })
  })

  it('is compared with the version that was in force then, or with the one asked for', async () => {
    expect((await targets('asOf=2026-10-01')).of('places')).toMatchObject({ base: { target: 3_000, reached: false } })
    expect((await targets('asOf=2026-09-30&version=2')).version).toBe(2)
    expect(await told.auditor.get(`/api/v1/dashboards/programmes/${education}?version=3`)).toMatchObject({
      status: 404,
    })
  })

  it('has not attained on a day before what was reached later', async () => {
    const { of } = await targets('asOf=2026-08-19')
    expect(of('places')).toMatchObject({ value: 0, list: { projects: 4 }, due: { projects: 0 } })
  })

  it('was not known before it was told', async () => {
    expect(await told.auditor.get(`/api/v1/dashboards/programmes/${education}?knownOn=2026-10-02`)).toMatchObject({
      status: 404,
    })
  })
})

describe('what lies behind a line', () => {
  it('are its projects and their events; what counts comes to the figure, over all pages', async () => {
    const items: { amount: number; counts: boolean; eventIds: string[] }[] = []
    for (let cursor = ''; cursor !== 'none';) {
      const page = await body<{ items: typeof items; next: string | null; total: number }>(
        `programmes/${education}/lines/places/projects?asOf=2026-09-30&limit=3${cursor}`,
      )
      expect(page.total).toBe(4)
      items.push(...page.items)
      cursor = page.next === null ? 'none' : `&cursor=${page.next}`
    }
    expect(items).toHaveLength(4)
    const counted = items.filter(({ counts }) => counts)
    expect(counted.reduce((sum, { amount }) => sum + amount, 0)).toBe(2_200)
    expect(counted.map(({ eventIds }) => eventIds.length)).toEqual([1, 1])
  })
})

describe('lists that overlap', () => {
  it('come to a total that has every project once, with a masked amount taken from the list that knows it', async () => {
    const { items } = await body<{ items: { unit: string }[] }>(
      `programme-totals?programmeId=${education}&programmeId=${boarding}&asOf=2026-09-30`,
    )
    expect(items.find(({ unit }) => unit === 'school-places')).toMatchObject({
      lines: 2,
      listed: 7,
      distinct: { projects: 5, amount: 3_400, unknown: 1 },
      achieved: { projects: 2, amount: 2_200, unknown: 0 },
    })
  })

  it('count a project that nobody has registered as unknown, not as nothing', async () => {
    expect(await body(`programmes/${boarding}?asOf=2026-09-30`)).toMatchObject({
      targets: [
        {
          unregistered: 1,
          list: { projects: 3, amount: 900, unknown: 2 },
          base: { target: 900, reached: true, attainmentPercent: 100, excess: 0 },
        },
      ],
    })
  })
})

describe('a ranking', () => {
  it('names the places of divisions and those they had before', async () => {
    const { items } = await body<{ items: object[] }>(
      `programmes/${education}/lines/places/ranking?asOf=2026-09-30&since=2026-08-01`,
    )
    expect(items).toMatchObject([
      { id: '340104', name: '蜀山区', value: 75.8621, place: 1, placeBefore: 1, change: 0 },
      { id: '340123', value: 0, place: 2, placeBefore: 1, change: -1 },
    ])
  })

  it('is refused for a day behind the one asked for', async () => {
    const path = `/api/v1/dashboards/programmes/${education}/lines/places/ranking?asOf=2026-09-01&since=2026-09-02`
    expect(await told.auditor.get(path)).toMatchObject({ status: 422, body: { errors: [{ field: 'since' }] } })
  })
})

it('a caller who sees a part only is told so', async () => {
  const district = await told.services.as({ role: 'supervisor', name: '督查', regions: ['340123'] })
  expect(await body(`programmes/${education}?asOf=2026-09-30`, district)).toMatchObject({
    isPartial: true,
    targets: [{ list: { projects: 1 } }, {}, {}, {}, {}, {}],
  })
})
