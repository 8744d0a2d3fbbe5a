import {
  type DataOf,
  ProgrammeIssued,
  ProgrammeRevised,
  ProjectCancelled,
  ProjectRegistered,
  type RecordedEvent,
  typesOf,
} from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import { eventually } from '@zhuji/testing'
import {
  everyType,
  noteSeen,
  projectIds,
  recordedBefore,
  recordFact,
  recordProgramme,
  seenVersions,
  type TestConsumer,
  type TwoServices,
  twoServices,
} from './two-services.js'

/** What a test needs of a bus: consumers of the dashboards service, started on what registry's log holds and will hold. */
export interface BusUnderTest {
  start(services: TwoServices, consumers: readonly TestConsumer[]): Promise<{ stop(): Promise<void> }>
}

const PATIENCE = { within: 60_000 }

/** The promises of a bus. Every adapter passes this same suite; there is no other definition of what a bus does. */
export function describeBus(name: string, bus: () => BusUnderTest): void {
  describe(`the ${name} bus`, () => {
    let services: TwoServices
    let running: { stop(): Promise<void> }[] = []
    const group = 'dashboards.test'

    beforeEach(async () => {
      services = await twoServices()
    })

    afterEach(async () => {
      for (const started of running.splice(0)) await started.stop()
      await services?.stop()
    })

    const start = async (...consumers: TestConsumer[]): Promise<{ stop(): Promise<void> }> => {
      const started = await bus().start(services, consumers)
      running.push(started)
      return {
        stop: async () => {
          running = running.filter((other) => other !== started)
          await started.stop()
        },
      }
    }

    const recordRound = async (ids: readonly string[], rounds: number): Promise<void> => {
      for (let round = 0; round < rounds; round += 1) await Promise.all(ids.map((id) => recordFact(services.store, id)))
    }

    const everythingSeen = (ids: readonly string[], versions: readonly number[]) =>
      eventually(
        async () => {
          const seen = await seenVersions(services.dashboards)
          expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(ids.map((id) => [id, versions])))
        },
        { ...PATIENCE, describe: 'every project’s events were seen once and in order' },
      )

    it('delivers every event once and keeps each project’s order', async () => {
      await start({ group, types: everyType, handler: noteSeen })
      const ids = projectIds(20)
      await recordRound(ids, 5)
      await everythingSeen(ids, [1, 2, 3, 4, 5])
    })

    it('delivers only the types a consumer asked for', async () => {
      const ids = projectIds(3)
      await recordRound(ids, 3)
      await start({ group, types: [ProjectCancelled.type], handler: noteSeen })
      await everythingSeen(ids, [2, 3])
    })

    it('goes on after a stop where it was, and shows a new group everything from the first event', async () => {
      const ids = projectIds(5)
      const first = await start({ group, types: everyType, handler: noteSeen })
      await recordRound(ids, 2)
      await everythingSeen(ids, [1, 2])
      await first.stop()
      await recordRound(ids, 1)
      const second = await start({ group, types: everyType, handler: noteSeen })
      await everythingSeen(ids, [1, 2, 3])
      await second.stop()
      await services.dashboards.query('truncate seen')
      await start({ group: 'dashboards.late', types: everyType, handler: noteSeen })
      await everythingSeen(ids, [1, 2, 3])
    })

    it('tries again after a passing fault and leaves no trace of the failed attempt', async () => {
      let faults = 2
      await start({
        group,
        types: everyType,
        handler: async (events, tx) => {
          await noteSeen(events, tx)
          if (faults-- > 0) throw new Error('a passing fault after the write')
        },
      })
      const ids = projectIds(4)
      await recordRound(ids, 2)
      await everythingSeen(ids, [1, 2])
    })

    it('makes one dead letter of an event that cannot be taken in, with its cause, and goes on behind it', async () => {
      const ids = projectIds(6)
      const poison = ids[2]!
      await start({
        group,
        types: everyType,
        handler: async (events, tx) => {
          const bad = events.find((event) => event.key === poison && event.type === ProjectRegistered.type)
          if (bad) throw new DomainError('refused', 'a-broken-rule')
          await noteSeen(events, tx)
        },
      })
      await recordRound(ids, 2)
      await eventually(async () => {
        const seen = await seenVersions(services.dashboards)
        for (const id of ids) expect(seen.get(id)).toEqual(id === poison ? [2] : [1, 2])
      }, PATIENCE)
      const { rows } = await services.dashboards.query('select key, type, cause from dashboards.dead_letter')
      expect(rows).toEqual([{ key: poison, type: ProjectRegistered.type, cause: 'a-broken-rule' }])
    })

    it('gives facts of both versions of a type as the newest, each once and in the order they were recorded', async () => {
      const ids = projectIds(6)
      for (let round = 0; round < 4; round += 1) {
        await Promise.all(ids.map((id) => recordProgramme(services.store, id)))
      }
      await recordedBefore(services, 2)
      const given: RecordedEvent[] = []
      const handler: TestConsumer['handler'] = (events, tx) => (given.push(...events), noteSeen(events, tx))
      await start({ group, types: typesOf([ProgrammeIssued, ProgrammeRevised]), handler })
      await everythingSeen(ids, [1, 2, 3, 4])
      expect(new Set(given.map(({ type }) => type))).toEqual(new Set([ProgrammeIssued.type, ProgrammeRevised.type]))
      expect(given.filter(({ recordedAs }) => recordedAs?.type.endsWith('.v1'))).toHaveLength(2 * ids.length)
      const lines = given.flatMap(({ data }) => (data as DataOf<typeof ProgrammeIssued>).lines)
      expect(lines.filter(({ scope }) => !Array.isArray(scope.projects))).toEqual([])
      const { rows } = await services.dashboards.query('select from dashboards.dead_letter')
      expect(rows).toEqual([])
    })

    it('gives two members of one group each event once', async () => {
      const consumer = { group, types: everyType, handler: noteSeen }
      await start(consumer)
      await start(consumer)
      const ids = projectIds(12)
      await recordRound(ids, 6)
      await everythingSeen(ids, [1, 2, 3, 4, 5, 6])
    })
  })
}
