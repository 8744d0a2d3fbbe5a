import type { kafkaClient } from '@zhuji/messaging'
import type { Messages, RecordedLog } from './recorded-log.adapter.js'

type Kafka = ReturnType<typeof kafkaClient>

/** As many as the relay reads, and so sends, at once. */
const REQUEST_EVENTS = 1_000

/** The same records on their way to the same topic without our relay. */
export class Senders {
  private constructor(
    private readonly topic: string,
    private readonly log: RecordedLog,
    private readonly requests: readonly Messages[],
    private readonly kafka: {
      readonly producer: ReturnType<Kafka['producer']>
      readonly admin: ReturnType<Kafka['admin']>
    },
  ) {}

  static async to(kafka: Kafka, topic: string, log: RecordedLog): Promise<Senders> {
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
    const admin = kafka.admin()
    await Promise.all([producer.connect(), admin.connect()])
    return new Senders(topic, log, await log.requestsOf(REQUEST_EVENTS), { producer, admin })
  }

  /** The limit: everything lies ready in memory, nothing is read and no position kept. */
  async fromMemory(): Promise<number> {
    let sent = 0
    for (const messages of this.requests) {
      await this.send(messages)
      sent += messages.length
    }
    return sent
  }

  /** Read one, publish it, note it, for some seconds. */
  async oneByOne(seconds: number): Promise<number> {
    const until = performance.now() + seconds * 1_000
    let sent = 0
    while (performance.now() < until) {
      const next = await this.log.nextUnsent()
      if (!next) break
      await this.send([next.message])
      await this.log.noteSent(next.position)
      sent += 1
    }
    return sent
  }

  async recordsOnTopic(): Promise<number> {
    const partitions = await this.kafka.admin.fetchTopicOffsets(this.topic)
    return partitions.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0)
  }

  /** Brokers that are not ours do not keep the records. */
  async close(): Promise<void> {
    const { producer, admin } = this.kafka
    await producer.disconnect()
    await admin.deleteTopics({ topics: [this.topic] })
    await admin.disconnect()
  }

  private async send(messages: Messages): Promise<void> {
    await this.kafka.producer.send({ topic: this.topic, messages, acks: -1 })
  }
}
