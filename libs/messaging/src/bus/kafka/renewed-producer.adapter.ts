import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs'
import { REQUEST_TIMEOUT_MS, RETRY } from './kafka-client.adapter.js'

/**
 * A producer that is thrown away after any failure and made anew by the next send: after a broker's restart an idempotent
 * producer may have lost its place for good. What failed may still have arrived; whoever sends it again sends it twice.
 */
export class RenewedProducer {
  private current: Promise<Producer> | undefined

  constructor(private readonly kafka: Kafka) {}

  /** Resolves when all copies in sync have the messages, in their order per partition. */
  async send(topic: string, messages: Message[]): Promise<void> {
    const producer = this.current ?? this.connect()
    this.current = producer
    try {
      await (await producer).send({ topic, messages, acks: -1, timeout: REQUEST_TIMEOUT_MS })
    } catch (error) {
      if (this.current === producer) this.current = undefined
      await disconnect(producer)
      throw error
    }
  }

  async close(): Promise<void> {
    const { current } = this
    this.current = undefined
    if (current) await disconnect(current)
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      idempotent: true,
      maxInFlightRequests: 1,
      retry: RETRY,
    })
    await producer.connect()
    return producer
  }
}

async function disconnect(producer: Promise<Producer>): Promise<void> {
  await producer.then((connected) => connected.disconnect()).catch(() => undefined)
}
