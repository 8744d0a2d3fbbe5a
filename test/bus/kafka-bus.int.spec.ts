import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { ProjectCancelled } from '@zhuji/contracts'
import { type KafkaBus, kafkaClient, LogRelay } from '@zhuji/messaging'
import { eventually, kafkaForTests } from '@zhuji/testing'
import { describeBus } from './bus.features.js'
import { disorder, poisonLike } from './disorder.js'
import { deadLettersOf, everythingOn, messagesOfLog, produce, registryTopic } from './kafka-records.js'
import { type OnKafka, startKafkaBus } from './kafka-services.js'
import {
  everyType,
  noteSeen,
  projectIds,
  recordFact,
  seenVersions,
  type TwoServices,
  twoServices,
} from './two-services.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(120_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 60_000 }
const group = 'dashboards.test'
const consumer = { group, types: everyType, handler: noteSeen }

if (kafka) {
  describeBus('Kafka', () => ({
    start: (services, consumers) => {
      const bus = startKafkaBus({ brokers: kafka.brokers, services }, consumers)
      return Promise.resolve({ stop: () => bus.close() })
    },
  }))
}

describeWithKafka('the Kafka bus in trouble', () => {
  let services: TwoServices
  let place: OnKafka
  let stops: (() => Promise<void>)[] = []

  beforeEach(async () => {
    services = await twoServices()
    place = { brokers: kafka!.brokers, services }
  })

  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
    await services?.stop()
  })

  const start = (bus: KafkaBus): KafkaBus => {
    stops.push(() => bus.close())
    return bus
  }

  const recordRounds = async (ids: readonly string[], rounds: number): Promise<void> => {
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

  const count = async (table: string): Promise<number> => {
    const { rows } = await services.dashboards.query<{ count: number }>(`select count(*)::int as count from ${table}`)
    return rows[0]!.count
  }

  describe('a relay', () => {
    const relay = (): LogRelay =>
      new LogRelay({
        kafka: kafkaClient(kafka!.brokers),
        context: 'registry',
        topic: registryTopic(place),
        connectionString: services.database.url,
        signal: services.signal,
        logger: { warn: () => undefined },
      })

    it('that is stopped in the middle goes on where it was, and a position put back repeats without effect', async () => {
      const ids = projectIds(40)
      await produce(place, [])
      start(startKafkaBus(place, [consumer], { relay: false }))
      const first = relay()
      first.start()
      const recording = recordRounds(ids, 5)
      await eventually(async () => expect(await count('seen')).toBeGreaterThan(20), PATIENCE)
      await first.stop()
      await recording
      await services.registry.query(
        `update registry.relay_position set (xid, position) =
           (select xid, position from registry.event_log order by xid, position limit 1)`,
      )
      const second = relay()
      stops.unshift(() => second.stop())
      second.start()
      await everythingSeen(ids, [1, 2, 3, 4, 5])
      await eventually(async () => {
        const { rows } = await services.registry.query(
          `select from registry.event_log log, registry.relay_position at
           where (log.xid, log.position) > (at.xid, at.position)`,
        )
        expect(rows).toHaveLength(0)
      }, PATIENCE)
      expect((await everythingOn(place.brokers, registryTopic(place))).length).toBeGreaterThan(200)
      expect(await count('parked_event')).toBe(0)
    })

    it('stands by while another is at work, and takes over when that one stops', async () => {
      await produce(place, [])
      const [first, second] = [relay(), relay()]
      first.start()
      await recordRounds(projectIds(1), 1)
      await eventually(async () => {
        expect(await everythingOn(place.brokers, registryTopic(place))).toHaveLength(1)
      }, PATIENCE)
      second.start()
      stops.unshift(() => second.stop())
      await recordRounds(projectIds(20), 1)
      await first.stop()
      await recordRounds(projectIds(20), 1)
      await eventually(async () => {
        expect(await everythingOn(place.brokers, registryTopic(place))).toHaveLength(41)
      }, PATIENCE)
    })
  })

  it('gives the same result when windows of fifty come shuffled and doubled, and keeps nothing parked', async () => {
    const ids = projectIds(25)
    await recordRounds(ids, 8)
    const messages = await messagesOfLog(place)
    await produce(place, disorder(messages, 50))
    start(startKafkaBus(place, [consumer], { relay: false }))
    await everythingSeen(ids, [1, 2, 3, 4, 5, 6, 7, 8])
    await eventually(async () => expect(await count('parked_event')).toBe(0), PATIENCE)
    await produce(place, messages)
    await recordRounds([ids[0]!], 1)
    await produce(place, (await messagesOfLog(place)).slice(-1))
    await eventually(async () => {
      expect((await seenVersions(services.dashboards)).get(ids[0]!)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    }, PATIENCE)
    expect(await count('seen')).toBe(201)
    expect(await count('dead_letter')).toBe(0)
  })

  it('sees no gaps where events of types nobody asked for lie between', async () => {
    const ids = projectIds(10)
    await recordRounds(ids, 6)
    await produce(place, disorder(await messagesOfLog(place), 50))
    start(startKafkaBus(place, [{ group, types: [ProjectCancelled.type], handler: noteSeen }], { relay: false }))
    await everythingSeen(ids, [2, 3, 4, 5, 6])
    await eventually(async () => expect(await count('parked_event')).toBe(0), PATIENCE)
  })

  it('takes what was parked in event by event when one of it cannot be taken in', async () => {
    const [id] = projectIds(1)
    await recordRounds([id!], 5)
    const [first, ...later] = await messagesOfLog(place)
    await produce(place, later)
    const handler: typeof noteSeen = async (events, tx) => {
      await noteSeen(events, tx)
      if (events.some((event) => event.streamVersion === 3)) throw new RangeError('the third is too much')
    }
    start(startKafkaBus(place, [{ group, types: everyType, handler }], { relay: false }))
    await eventually(async () => expect(await count('parked_event')).toBe(4), PATIENCE)
    await produce(place, [first!])
    await everythingSeen([id!], [1, 2, 4, 5])
    expect(await count('parked_event')).toBe(0)
    const { rows } = await services.dashboards.query(
      'select cause, attempts, (event->>$1)::int as version from dead_letter',
      ['streamVersion'],
    )
    expect(rows).toEqual([{ cause: 'RangeError', attempts: 3, version: 3 }])
  })

  it('waits for a database that is away, however long, and makes no dead letter of it', async () => {
    const ids = projectIds(3)
    await recordRounds(ids, 2)
    await produce(place, await messagesOfLog(place))
    let outages = 6
    const handler: typeof noteSeen = async (events, tx) => {
      await noteSeen(events, tx)
      if (outages-- > 0) throw Object.assign(new Error('the database system is shutting down'), { code: '57P03' })
    }
    start(startKafkaBus(place, [{ group, types: everyType, handler }], { relay: false }))
    await everythingSeen(ids, [1, 2])
    expect(outages).toBeLessThan(0)
    expect(await count('dead_letter')).toBe(0)
  })

  it('refuses to read what the group has read over the other bus, and writes nothing', async () => {
    await services.dashboards.query(
      `insert into consumer_cursor (consumer_group, source, xid, position) values ($1, 'registry', '5', 5)`,
      [group],
    )
    await recordRounds(projectIds(2), 1)
    let seen = 0
    const handler: typeof noteSeen = () => Promise.resolve(void (seen += 1))
    const late = { group: 'dashboards.late', types: everyType, handler: noteSeen }
    await produce(place, await messagesOfLog(place))
    start(startKafkaBus(place, [{ group, types: everyType, handler }, late], { relay: false }))
    await eventually(async () => expect(await count('seen')).toBe(2), PATIENCE)
    expect(seen).toBe(0)
    expect(await count(`consumer_stream where consumer_group = '${group}'`)).toBe(0)
  })

  it('makes one dead letter of each kind of poison, with its true cause and bytes, also when it comes again', async () => {
    const ids = projectIds(5)
    await recordRounds(ids, 2)
    const good = await messagesOfLog(place)
    const poison = poisonLike(good[0]!)
    await produce(place, [...good.slice(0, 5), ...poison.map(({ message }) => message), ...good.slice(5)])
    const bus = start(startKafkaBus(place, [consumer], { relay: false }))
    await everythingSeen(ids, [1, 2])
    await eventually(async () => expect(await count('dead_letter')).toBe(poison.length), PATIENCE)
    await bus.close()
    const { rows } = await services.dashboards.query<{ cause: string }>('select cause from dead_letter')
    const causes = poison.map(({ cause }) => cause).toSorted()
    expect(rows.map((row) => row.cause).toSorted()).toEqual(causes)
    const letters = await deadLettersOf(place, group)
    expect(letters.map((letter) => String(letter.headers.dlq_cause)).toSorted()).toEqual(causes)
    for (const { message, cause } of poison) {
      const letter = letters.find(({ key }) => key === message.key)
      const value = message.value === null ? null : Buffer.from(message.value)
      expect(letter).toMatchObject({ value, headers: { ...message.headers, dlq_cause: cause, dlq_attempts: '1' } })
      expect(letter?.headers).toMatchObject({
        dlq_topic: registryTopic(place),
        dlq_offset: expect.stringMatching(/^\d+$/),
      })
    }
  })
})
