import fc from 'fast-check'
import { idleBucketIds } from '@zhuji/figures'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { eventually } from '@zhuji/testing'
import { DASHBOARD_GROUP } from '../projection/dashboard-group.js'
import { explainedFigures } from '../explain/explained-figures.js'
import { Explanations } from '../explain/explain.repository.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { clocksOf } from '../scope/clocks.js'
import { Summaries } from '../summary/summary.repository.js'
import { anyEvent, day2 } from '../told-facts/any-event.features.js'
import { knownOn, TakenIn } from '../told-facts/taken-in.features.js'
import { anyId, hefei, posted, registered } from '../told-facts/told.features.js'
import { IdleFundsReader } from './idle-funds.repository.js'
import { Rates } from './rates.repository.js'

const everybody: ScopeFilter = { all: true }
const TODAY = '2018-12-31'
const cuts = [{}, { knownOn: day2 }, { asOf: '2017-07-15' }, { asOf: '2017-07-15', knownOn: day2 }] as const

let takenIn: TakenIn
let idle: IdleFundsReader

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
  idle = new IdleFundsReader(takenIn.source)
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

it('what is answered of idle funds and of rates is what the facts behind them come to, in either clock', async () => {
  const summaries = new Summaries(takenIn.source)
  const [rates, explanations] = [new Rates(takenIn.source, summaries), new Explanations(takenIn.source, summaries)]
  const events = fc.array(anyEvent, { minLength: 10, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(events, fc.constantFrom(...cuts), async (told, cut) => {
      await takenIn.empty()
      for (const log of ['milestones', 'registry', 'funding'])
        await takenIn.batch(...told.filter(({ source }) => source === log))
      const clocks = clocksOf(cut, TODAY)
      const { rows, beyondFen } = await idle.byAge({ ...clocks, by: 'source' }, everybody, clocks.day)
      const answered = new Map([['paid-beyond-in-place', [beyondFen, 0]]])
      for (const age of [null, ...idleBucketIds]) {
        const fen = rows.find((row) => row.id === null && row.age === age)?.fen ?? 0
        answered.set(age === null ? 'idle-funds' : `idle-funds:${age}`, [fen, 0])
      }
      const { parts } = await rates.answer(clocks, everybody, clocks.day)
      for (const [id, { numerator, denominator }] of parts) answered.set(id, [numerator ?? 0, denominator ?? 0])
      for (const [id, amounts] of answered) {
        const question = { ...clocks, limit: 1 }
        const found = await explanations.explain(explainedFigures.get(id)!, question, everybody)
        expect([id, found.numerator, found.denominator]).toEqual([id, ...amounts])
      }
    }),
    { numRuns: 12 },
  )
}, 240_000)

describe('idle funds', () => {
  const day = '2017-12-31'
  const id = anyId()

  it('and what was paid beyond them make up what is in place less what was paid', async () => {
    await takenIn.batch(
      ...knownOn(
        '2017-04-06',
        registered(id),
        posted(id, { 'funds-in-place': 100 }),
        posted(id, { disbursement: 30 }, { source: 'local-budget' }),
      ),
    )
    const { rows, beyondFen } = await idle.byAge({ by: 'source' }, everybody, day)
    expect(rows.find((row) => row.id === null && row.age === null)).toMatchObject({ fen: 100 })
    expect(beyondFen).toBe(30)
  })

  it('of a project that lies in the division itself, below none of its parts, are under the name of the division', async () => {
    await takenIn.batch(
      ...knownOn(
        '2017-04-06',
        registered(id, { regionPath: hefei.slice(0, 2) }),
        posted(id, { 'funds-in-place': 100 }),
      ),
    )
    const { rows } = await idle.byAge({ by: 'region', region: '3401' }, everybody, day)
    expect(rows.filter((row) => row.id !== null && row.age === null)).toMatchObject([{ id: '3401', name: '合肥市' }])
  })

  it('are answered with the positions at which they stood, also while more is being taken in', async () => {
    await takenIn.batch(...knownOn('2017-04-06', registered(id), posted(id, { 'funds-in-place': 100 })))
    const writer = await poolOf(takenIn.source).connect()
    try {
      await writer.query(`insert into consumer_cursor (consumer_group, source, xid, position)
        values ('${DASHBOARD_GROUP}', 'funding', '1', 1) on conflict (consumer_group, source) do update set position = 1`)
      await writer.query('begin; lock table project_card in access exclusive mode')
      const asked = idle.byAge({ by: 'source' }, everybody, day)
      await eventually(
        async () => {
          const { rowCount } = await writer.query('select from pg_locks where not granted')
          expect(rowCount).toBe(1)
        },
        { within: 10_000 },
      )
      await writer.query(`update project_card set idle_lots = '{"unstated":{"2017-04-06":900}}'`)
      await writer.query(`update consumer_cursor set position = 2; commit`)
      const { rows, positions } = await asked
      expect({ position: positions['funding'], fen: rows[0]?.fen }).toEqual({ position: 1, fen: 100 })
    } finally {
      writer.release()
    }
  })
})
