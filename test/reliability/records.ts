import { eventTopic, kafkaGroup } from '@zhuji/messaging'
import { eventually } from '@zhuji/testing'
import { clientOf, everythingOn, type ReadBack } from '../bus/kafka-records.js'
import { readings, recording, type Service } from './oracle/installation.js'

/** One record of a topic, as it can be sent there again. */
export interface TopicRecord {
  readonly key: string | null
  readonly value: Buffer | string | null
  readonly headers: Readonly<Record<string, string>>
}

/** What is on the event topics of an installation, topic by topic, each partition in its order. */
export async function recordedOn(brokers: readonly string[], namespace: string): Promise<Map<Service, TopicRecord[]>> {
  const found = new Map<Service, TopicRecord[]>()
  for (const service of recording) {
    const records = await everythingOn(brokers, eventTopic(service, namespace))
    found.set(
      service,
      records.map((record: ReadBack) => ({ ...record, key: record.key ?? null })),
    )
  }
  return found
}

/** Sends them in the order given, one request after the other, and nothing twice by itself. */
export async function send(brokers: readonly string[], topic: string, records: readonly TopicRecord[]): Promise<void> {
  const producer = clientOf(brokers).producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    for (let start = 0; start < records.length; start += REQUEST_RECORDS) {
      const messages = records.slice(start, start + REQUEST_RECORDS)
      await producer.send({ topic, messages: messages.map((record) => ({ ...record })), acks: -1 })
    }
  } finally {
    await producer.disconnect()
  }
}

const REQUEST_RECORDS = 500

/** Resolves when every group has committed that it is through with everything on its topics. */
export async function untilRead(brokers: readonly string[], namespace: string, within: number): Promise<void> {
  const admin = clientOf(brokers).admin()
  await admin.connect()
  const nothingAhead = async () => {
    for (const { group, source } of readings) {
      const topic = eventTopic(source, namespace)
      const ends = await admin.fetchTopicOffsets(topic)
      const [found] = await admin.fetchOffsets({ groupId: kafkaGroup(group, namespace), topics: [topic] })
      const behind = ends.filter(({ partition, high }) => {
        const committed = found!.partitions.find((one) => one.partition === partition)?.offset ?? '-1'
        return Number(high) > Math.max(0, Number(committed))
      })
      if (behind.length > 0) throw new Error(`${group} is not through with ${topic}`)
    }
  }
  try {
    await eventually(nothingAhead, { within, describe: 'every topic has been read to its end' })
  } finally {
    await admin.disconnect()
  }
}
