import type { Message } from 'kafkajs'
import type { Burial } from './inbox.repository.js'
import type { RenewedProducer } from './renewed-producer.adapter.js'
import { deadLetterTopic } from './topics.js'

/** Sends unusable records on as they came, byte for byte, with headers added that say why, how often tried, and whence. */
export class DeadLetters {
  constructor(
    private readonly producer: RenewedProducer,
    private readonly group: string,
  ) {}

  async publish(burials: readonly Burial[]): Promise<void> {
    for (const topic of new Set(burials.map((burial) => burial.arrival.record.topic))) {
      const ofTopic = burials.filter((burial) => burial.arrival.record.topic === topic)
      await this.producer.send(
        deadLetterTopic(topic, this.group),
        ofTopic.map((burial) => this.message(burial)),
      )
    }
  }

  private message({ arrival: { record }, cause, message, attempts }: Burial): Message {
    const original = Object.entries(record.headers).map(([name, values]) => [name, [...values]] as const)
    return {
      key: record.key,
      value: record.value,
      headers: {
        ...Object.fromEntries(original),
        dlq_cause: cause,
        dlq_message: message.slice(0, 2_000),
        dlq_attempts: String(attempts),
        dlq_group: this.group,
        dlq_topic: record.topic,
        dlq_partition: String(record.partition),
        dlq_offset: record.offset,
      },
    }
  }
}
