import fc from 'fast-check'
import type { FiguresCut, RecordedEvent } from '@zhuji/contracts'
import { inTransaction } from '@zhuji/messaging'
import { poolOf } from '@zhuji/platform'
import { unknownCard } from '../card/card.js'
import { foldCard } from '../card/fold-card.js'
import { explainedFigures } from '../explain/explained-figures.js'
import { dashboardMigrations } from '../migrations/dashboards.migration.js'
import { sources } from '../projection/dashboard-events.js'
import { projectFacts } from '../projection/dashboard.projection.js'
import { anyEvent, day1, day2, day3, ids } from '../told-facts/any-event.features.js'
import { TakenIn } from '../told-facts/taken-in.features.js'
import { byPlace, factsAt, openCut } from './cut.js'
import { eachCardAt, projectsBetween } from './cut-facts.repository.js'
import { FigureSums, groupFigure, valueOf } from './figure-sums.js'
import { restatementOf } from './restatements.repository.js'

let takenIn: TakenIn

beforeAll(async () => {
  takenIn = await TakenIn.open({ migrations: dashboardMigrations, project: projectFacts })
})

beforeEach(() => takenIn.empty())

afterAll(() => takenIn?.close())

const parts = [...explainedFigures.keys()]
  .filter((id) => groupFigure(id) !== undefined)
  .flatMap((figure) => (['total', 'region', 'facility-group'] as const).map((by) => ({ figure, by })))
const scope = { all: true } as const

/** Figures of a cut from nothing but the facts. */
function replayed(events: readonly RecordedEvent[], cut: FiguresCut): FigureSums {
  const sums = new FigureSums({ parts, day: cut.asOf })
  for (const id of ids) {
    const facts = events.filter(({ key }) => key === id).toSorted(byPlace)
    const card = factsAt(facts, cut).reduce(foldCard, unknownCard(id))
    if (card.registered) sums.add(card)
  }
  return sums
}

function textOf(sums: FigureSums): string {
  return JSON.stringify(
    parts.map((part, index) => {
      const figure = groupFigure(part.figure)!
      return [part, sums.places(index).map((place) => [place, valueOf(figure, sums.at(index, place))])]
    }),
  )
}

const drawn = (cut: FiguresCut) =>
  inTransaction(poolOf(takenIn.source), async (tx) => {
    const sums = new FigureSums({ parts, day: cut.asOf })
    await eachCardAt({ cut, filters: {}, scope }, tx, (card) => sums.add(card))
    return textOf(sums)
  })

/** As each log would have them, one behind the other; whatever a log tells later lies behind the cut. */
function inLogs(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return events.map((event, index) => ({ ...event, position: { xid: '7', position: index + 1 } }))
}

const anyCut = fc.record({
  asOf: fc.constantFrom('2016-12-31', '2017-06-30', '2018-12-31'),
  knownOn: fc.constantFrom<string>(day1, day2, day3),
  at: fc.nat(30),
})
const cutAt = ({ asOf, knownOn, at }: { asOf: string; knownOn: string; at: number }): FiguresCut => ({
  asOf,
  knownOn: knownOn < asOf ? asOf : knownOn,
  logs: sources.map((service) => ({ service, checkpoint: 1, xid: '7', position: at, root: '0'.repeat(64) })),
})

describe('figures of a cut', () => {
  it('are those of a fresh replay of what lay in it, whatever was told since, and by whatever claim', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), anyCut, async (told, at) => {
        await takenIn.empty()
        const events = inLogs(told)
        const cut = cutAt(at)
        await takenIn.batch(...events.slice(0, at.at))
        const before = await drawn(cut)
        expect(before).toBe(textOf(replayed(events, cut)))
        await takenIn.batch(...events.slice(at.at))
        expect(await drawn(cut)).toBe(before)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what came in behind a cut', () => {
  it('moves figures from those of the cut to those of now, and what its facts add comes to every difference', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 30 }), anyCut, async (told, at) => {
        await takenIn.empty()
        const events = inLogs(told)
        const cuts = [cutAt(at), openCut(sources, { asOf: cutAt(at).asOf, knownOn: '2019-01-01' })] as const
        await takenIn.batch(...events)
        const question = { cuts, filters: {}, scope }
        const { differences } = await inTransaction(poolOf(takenIn.source), (tx) => restatementOf(question, parts, tx))
        const [before, after] = cuts.map((cut) => replayed(events, cut)) as [FigureSums, FigureSums]
        const moved = new Map(differences.map((each) => [`${each.figure} ${each.by} ${each.place}`, each]))
        for (const [index, { figure: id, by }] of parts.entries()) {
          const figure = groupFigure(id)!
          for (const place of new Set([...before.places(index), ...after.places(index)])) {
            const values = [before, after].map((sums) => valueOf(figure, sums.at(index, place)))
            const found = moved.get(`${id} ${by} ${place}`)
            if (!found) expect([id, by, place, values[1]]).toEqual([id, by, place, values[0]])
            else {
              expect([found.before, found.after]).toEqual(values)
              const adds = found.events.reduce((sum, { adds: { numerator } }) => sum + numerator, 0)
              expect(adds).toBeCloseTo((values[1]!.numerator ?? 0) - (values[0]!.numerator ?? 0), 6)
            }
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('is found by reading on from the last checkpoint of the day alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyEvent, fc.nat(2)), { maxLength: 30 }),
        fc.record({ asOf: fc.constantFrom('2016-12-31', '2017-06-30'), on: fc.nat(2), sealed: fc.nat(2) }),
        async (told, { asOf, on, sealed }) => {
          await takenIn.empty()
          const days = [day1, day2, day3]
          // What is claimed to have been known earlier is recorded later, and lies in the log where it was recorded.
          const log = told
            .map(([event, late]) => [days.filter((day) => day >= event.knownOn)[late] ?? day3, event] as const)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
          await takenIn.batch(...inLogs(log.map(([, event]) => event)))
          const through = days.map((day) => log.filter(([recordedOn]) => recordedOn <= day).length)
          const earlier = cutAt({ asOf, knownOn: days[on]!, at: through[sealed]! })
          const cuts = [
            { ...earlier, logs: earlier.logs.map((each) => ({ ...each, checkpoint: sealed + 1 })) },
            openCut(sources, { asOf, knownOn: '2019-01-01' }),
          ] as const
          const found = () => inTransaction(poolOf(takenIn.source), (tx) => projectsBetween(cuts, scope, tx))
          const read = await found()
          for (const [index, day] of days.entries())
            await poolOf(takenIn.source).query(
              `insert into log_checkpoint (source, number, recorded_on, log_xid, log_position, root, counts)
               select unnest($1::text[]), $2, $3, '7', $4, '', '{}'`,
              [sources, index + 1, day, through[index]],
            )
          const foundBehind = await found()
          await poolOf(takenIn.source).query('truncate log_checkpoint')
          expect(foundBehind).toEqual(read)
        },
      ),
      { numRuns: 40 },
    )
  })
})
