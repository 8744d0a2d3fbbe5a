import { ensureTopics, eventTopic, eventTopicPlans, type kafkaClient, kafkaGroup } from '@zhuji/messaging'
import { eventually } from '@zhuji/testing'
import type { Messages } from '../relay/recorded-log.adapter.js'

type Kafka = ReturnType<typeof kafkaClient>
type Producer = ReturnType<Kafka['producer']>
type Transaction = Awaited<ReturnType<Producer['transaction']>>

/** How long topics are held back at most, before a broker gives their transaction up. */
const HELD_BACK_MS_MAX = 600_000
const WITHIN_MS = 120_000

/**
 * Topics of one measurement, filled in one transaction: consumers start, share the partitions and wait at their beginning
 * until it is committed, and only then have everything before them at once.
 */
export class HeldBackTopics {
  private constructor(
    private readonly kafka: Kafka,
    private readonly namespace: string,
    private readonly producer: Producer,
    private readonly transaction: Transaction,
  ) {}

  /** Takes, for each context, what its log's relay would send. */
  static async fill(
    kafka: Kafka,
    namespace: string,
    logs: ReadonlyMap<string, readonly Messages[]>,
  ): Promise<HeldBackTopics> {
    await ensureTopics(kafka, eventTopicPlans(namespace))
    const transactional = { transactionalId: namespace, transactionTimeout: HELD_BACK_MS_MAX }
    // Topics have only just been made: a broker may not know yet that it leads them.
    const patient = { idempotent: true, maxInFlightRequests: 1, retry: { retries: 20 } }
    const producer = kafka.producer({ ...transactional, ...patient })
    await producer.connect()
    // The brokers' first transaction finds nobody yet who would coordinate it.
    const transaction = await eventually(() => producer.transaction(), { within: WITHIN_MS })
    for (const [context, requests] of logs) {
      const topic = eventTopic(context, namespace)
      for (const messages of requests) await transaction.send({ topic, messages, acks: -1 })
    }
    return new HeldBackTopics(kafka, namespace, producer, transaction)
  }

  /** Resolves when a consumer group has so many members and each has its partitions. */
  async untilShared(group: string, members: number): Promise<void> {
    const admin = this.kafka.admin()
    await admin.connect()
    try {
      const isShared = async () => {
        const { groups } = await admin.describeGroups([kafkaGroup(group, this.namespace)])
        const { state, members: joined } = groups[0]!
        if (state !== 'Stable' || joined.length !== members) throw new Error(`it is ${state} with ${joined.length}`)
      }
      await eventually(isShared, { within: WITHIN_MS, describe: `${group} is shared by ${members} members` })
    } finally {
      await admin.disconnect()
    }
  }

  async show(): Promise<void> {
    await this.transaction.commit()
  }

  /** Brokers that are not ours do not keep them. */
  async delete(): Promise<void> {
    await this.producer.disconnect()
    const admin = this.kafka.admin()
    await admin.connect()
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${this.namespace}.`))
    await admin.deleteTopics({ topics })
    await admin.disconnect()
  }
}
