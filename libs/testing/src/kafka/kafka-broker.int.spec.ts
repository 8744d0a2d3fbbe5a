import { jest } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kafka, logLevel, Partitioners } from 'kafkajs'
import { readTestRunConfig } from '../test-run/test-run.config.js'
import { eventually } from '../waiting/eventually.adapter.js'
import { type KafkaBroker, startKafkaBroker } from './kafka-broker.adapter.js'
import { kafkaForTests } from './kafka-for-tests.adapter.js'

const shared = await kafkaForTests()
const describeWithKafka = shared ? describe : describe.skip
/** Own brokers are started even where KAFKA_BROKERS names others, as long as the machine can. */
const describeWithOwnBroker = shared && !readTestRunConfig().kafkaBrokers ? describe : describe.skip

jest.setTimeout(180_000)

function clientOf(brokers: readonly string[]): Kafka {
  return new Kafka({ clientId: 'specs', brokers: [...brokers], logLevel: logLevel.NOTHING })
}

async function createTopic(brokers: readonly string[], topic: string, replicationFactor = 1): Promise<void> {
  const admin = clientOf(brokers).admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor }], waitForLeaders: true })
  await admin.disconnect()
}

async function produce(brokers: readonly string[], topic: string, value: string): Promise<void> {
  const producer = clientOf(brokers).producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  await producer.send({ topic, messages: [{ key: 'project-1', value }], acks: -1 })
  await producer.disconnect()
}

/** Every value of a topic from its beginning, read by a new group until `count` have come. */
async function consume(brokers: readonly string[], topic: string, count: number): Promise<string[]> {
  const values: string[] = []
  const consumer = clientOf(brokers).consumer({ groupId: `specs.${randomUUID()}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({ eachMessage: async ({ message }) => void values.push(String(message.value)) })
  try {
    await eventually(() => expect(values.length).toBeGreaterThanOrEqual(count), {
      within: 60_000,
      describe: `${count} records come out of ${topic}`,
    })
  } finally {
    await consumer.disconnect()
  }
  return values
}

describeWithKafka('the broker of the run', () => {
  it('gives back the record that was sent', async () => {
    const { brokers } = shared!
    const topic = `specs.${randomUUID()}`
    await createTopic(brokers, topic)
    await produce(brokers, topic, '学校已开工')
    expect(await consume(brokers, topic, 1)).toEqual(['学校已开工'])
  })

  it('is the same for everybody who asks', async () => {
    expect(await kafkaForTests()).toEqual(shared)
  })

  it('does not create a topic that nobody declared', async () => {
    await expect(produce(shared!.brokers, `specs.${randomUUID()}`, 'lost')).rejects.toThrow(/topic/)
  })
})

describeWithOwnBroker('a broker of our own', () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'zhuji-kafka-spec-'))
  const topic = 'zhuji.registry.events.v1'
  let broker: KafkaBroker

  beforeAll(async () => {
    broker = await startKafkaBroker({ dataDirectory })
    await createTopic(broker.brokers, topic)
    await produce(broker.brokers, topic, 'before')
  })

  afterAll(async () => {
    await broker?.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  })

  it('keeps its records and its address over a restart', async () => {
    const [pid] = broker.pids()
    await broker.restart()
    expect(broker.pids()).not.toEqual([pid])
    expect(await consume(broker.brokers, topic, 1)).toEqual(['before'])
  })

  it('keeps acknowledged records when it is killed', async () => {
    await produce(broker.brokers, topic, 'acknowledged')
    await broker.kill()
    expect(broker.pids()).toEqual([])
    await broker.restart()
    expect(await consume(broker.brokers, topic, 2)).toEqual(['before', 'acknowledged'])
  })

  it('continues in the same data directory after a stop', async () => {
    await broker.stop()
    expect(existsSync(dataDirectory)).toBe(true)
    broker = await startKafkaBroker({ dataDirectory })
    expect(await consume(broker.brokers, topic, 2)).toEqual(['before', 'acknowledged'])
  })
})
