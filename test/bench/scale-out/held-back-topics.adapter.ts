import { ensureTopics, eventTopic, eventTopicPlans, kafkaClient, kafkaGroup } from '@zhuji/messaging'
import { setTimeout as pause } from 'node:timers/promises'
import type { Messages } from '../relay/recorded-log.adapter.js'

type Kafka = ReturnType<typeof kafkaClient>
type Producer = ReturnType<Kafka['producer']>
type Transaction = Awaited<ReturnType<Producer['transaction']>>

/** How long topics are held back at most, before a broker gives their transaction up. */
const HELD_BACK_MS_MAX = 600_000
const JOINED_MS_MAX = 120_000
const POLL_MS = 50

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
    const producer = kafka.producer({ ...transactional, idempotent: true, maxInFlightRequests: 1 })
    await producer.connect()
    const transaction = await producer.transaction()
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
      const until = performance.now() + JOINED_MS_MAX
      for (;;) {
        const { groups } = await admin.describeGroups([kafkaGroup(group, this.namespace)])
        if (groups[0]!.state === 'Stable' && groups[0]!.members.length === members) return
        if (performance.now() > until) throw new Error(`${group} has no ${members} members in ${JOINED_MS_MAX} ms`)
        await pause(POLL_MS)
      }
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
