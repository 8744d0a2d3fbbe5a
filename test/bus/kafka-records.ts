import { randomUUID } from 'node:crypto'
import { type IHeaders, Kafka, logLevel, type Message, Partitioners } from 'kafkajs'
import {
  deadLetterTopic,
  ensureTopics,
  eventTopic,
  eventTopicPlans,
  headersOf,
  LOG_COLUMNS,
  type LogRow,
} from '@zhuji/messaging'
import { namespaceOf, type OnKafka } from './kafka-services.js'

export const clientOf = (brokers: readonly string[]): Kafka =>
  new Kafka({ clientId: 'specs', brokers: [...brokers], logLevel: logLevel.NOTHING })

export const registryTopic = ({ services }: OnKafka): string => eventTopic('registry', namespaceOf(services))

/** The registry's log as the relay would send it, in the order recorded. */
export async function messagesOfLog({ services }: OnKafka): Promise<Message[]> {
  const { rows } = await services.registry.query<LogRow & { payload: string }>(
    `select ${LOG_COLUMNS}, payload::text as payload from registry.event_log log order by log.position`,
  )
  return rows.map((row) => ({ key: row.aggregateid, value: row.payload, headers: headersOf(row, 'registry') }))
}

/** Puts messages on the registry's topic, in the order given, in requests of `window` messages. */
export async function produce(place: OnKafka, messages: readonly Message[], window = 1_000): Promise<void> {
  const kafka = clientOf(place.brokers)
  await ensureTopics(kafka, eventTopicPlans(namespaceOf(place.services), ['registry']))
  // A repetition by the client itself would be poison twice, at two places; doubles are made where a test asks for them.
  const createPartitioner = Partitioners.DefaultPartitioner
  const producer = kafka.producer({ createPartitioner, idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  try {
    for (let start = 0; start < messages.length; start += window) {
      await producer.send({ topic: registryTopic(place), messages: messages.slice(start, start + window), acks: -1 })
    }
  } finally {
    await producer.disconnect()
  }
}

export interface ReadBack {
  readonly key: string | undefined
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, string>>
}

/** Everything on a topic now, from its first record. */
export async function everythingOn(brokers: readonly string[], topic: string): Promise<ReadBack[]> {
  const kafka = clientOf(brokers)
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const expected = ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0)
  if (expected === 0) return []
  const consumer = kafka.consumer({ groupId: `specs.${randomUUID()}`, maxWaitTimeInMs: 200 })
  const found: ReadBack[] = []
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  try {
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => {
        if (!payload.restart) reject(payload.error)
      })
      const eachMessage = ({
        message,
      }: {
        message: { key: Buffer | null; value: Buffer | null; headers?: IHeaders }
      }) => {
        const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)] as const)
        found.push({ key: message.key?.toString(), value: message.value, headers: Object.fromEntries(headers) })
        if (found.length >= expected) resolve()
        return Promise.resolve()
      }
      consumer.run({ eachMessage }).catch(reject)
    })
  } finally {
    await consumer.disconnect()
  }
  return found
}

export const deadLettersOf = (place: OnKafka, group: string): Promise<ReadBack[]> =>
  everythingOn(place.brokers, deadLetterTopic(registryTopic(place), group))
