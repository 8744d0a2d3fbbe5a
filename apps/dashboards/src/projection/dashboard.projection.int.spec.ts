import { ProcedureEnded } from '@zhuji/contracts'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { eventually } from '@zhuji/testing'
import { Changes } from '../changes/changes.repository.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from './dashboard.projection.js'
import { Projects } from '../projects/projects.repository.js'
import { SeriesReader } from '../series/series.repository.js'
import { Stories } from '../story/story.repository.js'
import { Summaries, type SummaryFilters } from '../summary/summary.repository.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, expects, posted, reached, registered, reported, retenders, stops } from '../told-facts/told.features.js'

const everybody: ScopeFilter = { all: true }
const [day1, day2, day3] = ['2017-04-06', '2017-08-18', '2018-05-24'] as const

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

describe('facts that arrive before the registration', () => {
  it('are kept out of sight and appear with it', async () => {
    const id = anyId()
    await takenIn.batch(...knownOn(day1, reported(id, 30), posted(id, { disbursement: 700 })))
    expect((await summary()).total).toEqual({})
    expect(await new Projects(takenIn.source).find(id, everybody)).toBeUndefined()
    await takenIn.batch(...knownOn(day1, registered(id, { approvedBudgetFen: 1000 })))
    expect((await summary()).total).toMatchObject({ projects: 1, disbursedFen: 700, plannedFen: 1000 })
    expect(await new Projects(takenIn.source).find(id, everybody)).toMatchObject({ physicalPercent: 30, gapPoints: 40 })
    const months = await new SeriesReader(takenIn.source).months({}, everybody)
    expect(months.get('2017-04')).toMatchObject({ registered: 1, disbursedFen: 700 })
  })
})

describe('a batch too large to be worked out in one go', () => {
  it('leaves what its facts leave in small ones', async () => {
    const [large, small] = [0, 1].map((which) => {
      const facts = Array.from({ length: 3 }, (_, project) => {
        const id = `${which}0000000-0000-4000-8000-00000000000${project}`
        const paid = Array.from({ length: 800 }, () => posted(id, { disbursement: 100 + project }))
        return knownOn(day1, registered(id, { localCode: `${which}-${project}` }), ...paid)
      })
      return facts.flat()
    })
    await takenIn.batch(...large!)
    const inOneGo = await summary()
    expect(inOneGo.total).toMatchObject({ projects: 3, disbursedFen: 800 * (100 + 101 + 102) })
    await takenIn.empty()
    for (let at = 0; at < small!.length; at += 90) await takenIn.batch(...small!.slice(at, at + 90))
    expect(await summary()).toEqual(inOneGo)
  })

  it('leaves nothing where one of its portions fails', async () => {
    const [one, other] = [anyId(), anyId()]
    const paid = Array.from({ length: 1_200 }, () => posted(one, { disbursement: 100 }))
    await poolOf(takenIn.source).query(
      `alter table card_search add constraint refused check (text not like '%refused%')`,
    )
    const refused = registered(other, { name: 'refused' })
    const told = takenIn.batch(...knownOn(day1, registered(one), ...paid, refused))
    await expect(told).rejects.toThrow('refused')
    await poolOf(takenIn.source).query('alter table card_search drop constraint refused')
    expect((await summary()).total).toEqual({})
  })
})

describe('a batch that is delivered again', () => {
  it('changes nothing', async () => {
    const id = anyId()
    const batch = knownOn(day1, registered(id), posted(id, { disbursement: 700 }), reached(id, 'start', day1))
    await takenIn.batch(...batch)
    const before = (await summary()).total
    await takenIn.batch(...batch)
    await takenIn.batch(batch[1]!, batch[1]!)
    expect((await summary()).total).toEqual(before)
    expect((await new Stories(takenIn.source).ofProject(id, { limit: 10 })).items).toHaveLength(3)
  })
})

describe('a batch beside one that another process has under way', () => {
  it('takes no place in the story before the other has committed', async () => {
    const pool = poolOf(takenIn.source)
    const counted = async () => (await pool.query('select last_value from story_event_sequence_seq')).rows
    const other = await pool.connect()
    try {
      await other.query('begin')
      await other.query(`select pg_advisory_xact_lock(hashtext('dashboards.sums'))`)
      const before = await counted()
      const taken = takenIn.batch(...knownOn(day1, registered(anyId())))
      await eventually(async () => {
        const { rowCount } = await pool.query(
          `select from pg_locks where locktype = 'advisory' and not granted
             and database = (select oid from pg_database where datname = current_database())`,
        )
        expect(rowCount).toBe(1)
      })
      expect(await counted()).toEqual(before)
      await other.query('commit')
      await taken
      expect(await counted()).not.toEqual(before)
    } finally {
      other.release()
    }
  })
})

describe('a stopped site that an older register shows as tendering', () => {
  const id = anyId()
  const budget = { approvedBudgetFen: 124_777_462, facilityKind: 'kindergarten' as const }
  const payments = [
    ['2011-09-22', 24_955_492],
    ['2012-06-15', 37_433_239],
    ['2012-12-10', 62_388_731],
  ] as const

  beforeEach(async () => {
    await takenIn.batch(...knownOn(day1, registered(id, budget)))
    await takenIn.batch(
      ...knownOn(
        day1,
        reached(id, 'structure', '2012-11-20'),
        stops(id, '2015-12-31'),
        reported(id, 64.97),
        expects(id, '2015-12-31'),
      ),
      ...knownOn(day2, retenders(id, day2)),
      ...knownOn(
        day3,
        reported(id, 84.44, { occurredOn: day3 }),
        ProcedureEnded({ projectId: id, procedure: 'retendering' }, day3),
        expects(id, '2018-01-11', '2015-12-31'),
      ),
    )
    for (const [paidOn, fen] of payments) {
      await takenIn.batch(...knownOn(paidOn, posted(id, { disbursement: fen }, { occurredOn: paidOn })))
    }
  })

  it.each([
    [day1, { registerWord: 'stopped', physicalPercent: 64.97, gapPoints: 35.03, slipDays: 0 }],
    [day2, { registerWord: 'retendering', status: 'halted', halt: 'stopped', physicalPercent: 64.97 }],
    [day3, { registerWord: 'stopped', physicalPercent: 84.44, gapPoints: 15.56, slipDays: 742 }],
  ])('is remembered as it was known on %s', async (day, known) => {
    const projects = new Projects(takenIn.source)
    expect(await projects.find(id, everybody, { knownOn: day })).toMatchObject(known)
    const page = await projects.list({ knownOn: day, sort: 'name', order: 'asc', limit: 10 }, everybody)
    expect(page).toMatchObject({ total: 1, next: null, items: [known] })
    expect((await summary({ knownOn: day }, everybody, day)).total).toMatchObject({
      projects: 1,
      disbursedFen: 124_777_462,
    })
  })

  it('is hidden on days before anybody registered it', async () => {
    expect((await summary({ knownOn: '2016-01-01' }, everybody, '2016-01-01')).total['projects'] ?? 0).toBe(0)
    expect(
      (
        await new Projects(takenIn.source).list(
          { knownOn: '2016-01-01', sort: 'gap', order: 'desc', limit: 5 },
          everybody,
        )
      ).total,
    ).toBe(0)
  })

  it('shows what changed between the days', async () => {
    const between = (fromKnownOn: string, toKnownOn: string) =>
      new Changes(takenIn.source).between({ fromKnownOn, toKnownOn }, everybody)
    expect(await between(day1, day2)).toMatchObject({ statusChanged: 1, physicalUp: 0, compared: 1, registered: 0 })
    expect(await between(day1, day3)).toMatchObject({
      statusChanged: 0,
      physicalUp: 1,
      forecastLater: { count: 1, medianDays: 742 },
    })
    expect(await between('2016-01-01', day1)).toMatchObject({ registered: 1, compared: 0 })
  })

  it('tells its story in both languages', async () => {
    const { items } = await new Stories(takenIn.source).ofProject(id, { limit: 50 })
    const told = items.map(({ summary }) => summary.zh)
    expect(told[0]).toContain('支付 24.955492 万元')
    expect(told).toContain('形象进度 64.97% → 84.44%')
    expect(told).toContain('预计完工 2015-12-31 → 2018-01-11（晚 742 天）')
  })
})
