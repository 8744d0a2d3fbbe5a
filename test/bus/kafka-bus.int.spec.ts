import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { ProjectCancelled } from '@zhuji/contracts'
import { eventually, kafkaForTests } from '@zhuji/testing'
import { describeBus } from './bus.features.js'
import { disorder, poisonLike } from './disorder.js'
import { deadLettersOf, messagesOfLog, produce, registryTopic } from './kafka-records.js'
import { KafkaScene } from './kafka-scene.js'
import { startKafkaBus } from './kafka-services.js'
import { everyType, noteSeen, projectIds, seenVersions } from './two-services.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 120_000 }
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
  let scene: KafkaScene

  beforeEach(async () => {
    scene = await KafkaScene.open(kafka!.brokers)
  })

  afterEach(async () => scene?.close())

  it('gives the same result when windows of fifty come shuffled and doubled, and keeps nothing parked', async () => {
    const ids = projectIds(25)
    await scene.recordRounds(ids, 8)
    const messages = await messagesOfLog(scene.place)
    await produce(scene.place, disorder(messages, 50))
    scene.bus([consumer], { relay: false })
    await scene.everythingSeen(ids, [1, 2, 3, 4, 5, 6, 7, 8])
    await eventually(async () => expect(await scene.count('parked_event')).toBe(0), PATIENCE)
    await produce(scene.place, messages)
    await scene.recordRounds([ids[0]!], 1)
    await produce(scene.place, (await messagesOfLog(scene.place)).slice(-1))
    await eventually(async () => {
      expect((await seenVersions(scene.services.dashboards)).get(ids[0]!)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    }, PATIENCE)
    expect(await scene.count('seen')).toBe(201)
    expect(await scene.count('dead_letter')).toBe(0)
  })

  it('sees no gaps where events of types nobody asked for lie between', async () => {
    const ids = projectIds(10)
    await scene.recordRounds(ids, 6)
    await produce(scene.place, disorder(await messagesOfLog(scene.place), 50))
    scene.bus([{ group, types: [ProjectCancelled.type], handler: noteSeen }], { relay: false })
    await scene.everythingSeen(ids, [2, 3, 4, 5, 6])
    await eventually(async () => expect(await scene.count('parked_event')).toBe(0), PATIENCE)
  })

  it('takes what was parked in event by event when one of it cannot be taken in', async () => {
    const [id] = projectIds(1)
    await scene.recordRounds([id!], 5)
    const [first, ...later] = await messagesOfLog(scene.place)
    await produce(scene.place, later)
    const handler: typeof noteSeen = async (events, tx) => {
      await noteSeen(events, tx)
      if (events.some((event) => event.streamVersion === 3)) throw new RangeError('the third is too much')
    }
    scene.bus([{ group, types: everyType, handler }], { relay: false })
    await eventually(async () => expect(await scene.count('parked_event')).toBe(4), PATIENCE)
    await produce(scene.place, [first!])
    await scene.everythingSeen([id!], [1, 2, 4, 5])
    expect(await scene.count('parked_event')).toBe(0)
    const { rows } = await scene.services.dashboards.query(
      'select cause, attempts, (event->>$1)::int as version from dead_letter',
      ['streamVersion'],
    )
    expect(rows).toEqual([{ cause: 'RangeError', attempts: 3, version: 3 }])
  })

  it.each([
    ['a database that is away', '57P03'],
    ['another transaction that was in the way', '40P01'],
  ])('waits for %s, however long, and makes no dead letter of it', async (_, code) => {
    const ids = projectIds(3)
    await scene.recordRounds(ids, 2)
    await produce(scene.place, await messagesOfLog(scene.place))
    let outages = 6
    const handler: typeof noteSeen = async (events, tx) => {
      await noteSeen(events, tx)
      if (outages-- > 0) throw Object.assign(new Error('not now'), { code })
    }
    scene.bus([{ group, types: everyType, handler }], { relay: false })
    await scene.everythingSeen(ids, [1, 2])
    expect(outages).toBeLessThan(0)
    expect(await scene.count('dead_letter')).toBe(0)
  })

  it('refuses to read what the group has read over the other bus, and writes nothing', async () => {
    await scene.services.dashboards.query(
      `insert into consumer_cursor (consumer_group, source, xid, position) values ($1, 'registry', '5', 5)`,
      [group],
    )
    await scene.recordRounds(projectIds(2), 1)
    let seen = 0
    const handler: typeof noteSeen = () => Promise.resolve(void (seen += 1))
    const late = { group: 'dashboards.late', types: everyType, handler: noteSeen }
    await produce(scene.place, await messagesOfLog(scene.place))
    scene.bus([{ group, types: everyType, handler }, late], { relay: false })
    await eventually(async () => expect(await scene.count('seen')).toBe(2), PATIENCE)
    expect(seen).toBe(0)
    expect(await scene.count(`consumer_stream where consumer_group = '${group}'`)).toBe(0)
  })

  it('makes one dead letter of each kind of poison, with its true cause and bytes, also when it comes again', async () => {
    const ids = projectIds(5)
    await scene.recordRounds(ids, 2)
    const good = await messagesOfLog(scene.place)
    const poison = poisonLike(good[0]!)
    await produce(scene.place, [...good.slice(0, 5), ...poison.map(({ message }) => message), ...good.slice(5)])
    const bus = scene.bus([consumer], { relay: false })
    await scene.everythingSeen(ids, [1, 2])
    await eventually(async () => expect(await scene.count('dead_letter')).toBe(poison.length), PATIENCE)
    await bus.close()
    const { rows } = await scene.services.dashboards.query<{ cause: string }>('select cause from dead_letter')
    const causes = poison.map(({ cause }) => cause).toSorted()
    expect(rows.map((row) => row.cause).toSorted()).toEqual(causes)
    const letters = await deadLettersOf(scene.place, group)
    expect(letters.map((letter) => String(letter.headers.dlq_cause)).toSorted()).toEqual(causes)
    for (const { message, cause } of poison) {
      const letter = letters.find(({ key }) => key === message.key)
      const value = message.value === null ? null : Buffer.from(message.value)
      expect(letter).toMatchObject({ value, headers: { ...message.headers, dlq_cause: cause, dlq_attempts: '1' } })
      expect(letter?.headers).toMatchObject({
        dlq_topic: registryTopic(scene.place),
        dlq_offset: expect.stringMatching(/^\d+$/),
      })
    }
  })
})
