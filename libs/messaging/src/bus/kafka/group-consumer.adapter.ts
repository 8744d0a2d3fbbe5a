import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { crashPoint } from '../../crash-points.config.js'
import type { BusWatch } from '../bus-watch.js'
import { sleep } from '../delivery.repository.js'
import { GroupLag, type Lag } from './group-lag.js'
import { mayPass, RETRY } from './kafka-client.adapter.js'
import type { KafkaDelivery } from './kafka-delivery.repository.js'
import { byteHeaders, type KafkaRecord } from './kafka-record.js'
import { PartitionTurn, TurnLost } from './partition-turn.adapter.js'

/** Measured with the embedded bus: above this a batch only costs memory and lag. */
const BATCH_RECORDS_MAX = 1_000
/**
 * What one answer of a broker may hold. The library asks again only when all of it is worked off, so a slow consumer holds
 * this much for each broker and no more; one record larger than a partition's share still comes, alone.
 */
const FETCH_BYTES_MAX = 5 * 1024 * 1024
const PARTITION_BYTES_MAX = 1024 * 1024
const RESTART_DELAY_MS = 500
const RESTART_DELAY_MS_MAX = 5_000

export interface GroupConsumerOptions {
  readonly kafka: Kafka
  /** As the service calls it. */
  readonly group: string
  /** As Kafka knows it. */
  readonly groupId: string
  /** Topic → the service whose log it carries. */
  readonly sources: ReadonlyMap<string, string>
  readonly delivery: KafkaDelivery
  readonly watch: BusWatch
  readonly logger: { warn(message: string): void }
  /** The group will read nothing any more, and trying again cannot help. */
  onFatal(error: Error): void
}

/** One consumer group's member in this process: one batch of one partition at a time, offsets committed after effects. */
export class GroupConsumer {
  private readonly behind = new GroupLag()
  private consumer: Consumer | undefined
  private starting: Promise<void> | undefined
  private stopped = false

  constructor(private readonly options: GroupConsumerOptions) {}

  /** Joins in the background and keeps trying while the brokers are away. */
  start(): void {
    this.starting = this.join()
  }

  /** Of the partitions held here. */
  lag(): Lag {
    return this.behind.at(Date.now())
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.starting
    await this.consumer?.disconnect().catch(() => undefined)
  }

  private async join(): Promise<void> {
    for (let delayMs = 100; !this.stopped; delayMs = Math.min(delayMs * 2, RESTART_DELAY_MS_MAX)) {
      const consumer = this.newConsumer()
      try {
        await consumer.connect()
        await consumer.subscribe({ topics: [...this.options.sources.keys()], fromBeginning: true })
        this.consumer = consumer
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          eachBatch: (payload) => this.take(payload),
        })
        return
      } catch (error) {
        await consumer.disconnect().catch(() => undefined)
        if (!mayPass(error)) return this.options.onFatal(error as Error)
        this.options.logger.warn(`${this.options.groupId} cannot join yet: ${(error as Error).message}`)
        await sleep(delayMs)
      }
    }
  }

  /** With a new consumer: the library has given the old one up. */
  private async startAgain(): Promise<void> {
    await this.starting
    await sleep(RESTART_DELAY_MS)
    await this.join()
  }

  private newConsumer(): Consumer {
    const { kafka, group, groupId, logger, watch } = this.options
    const consumer = kafka.consumer({
      groupId,
      // After a broker's hard restart a group waits this long for members that it remembers and that are gone.
      sessionTimeout: 10_000,
      rebalanceTimeout: 30_000,
      heartbeatInterval: 1_000,
      // Records come at once whatever this says; it is how long a stop may have to wait for an idle partition.
      maxWaitTimeInMs: 500,
      maxBytes: FETCH_BYTES_MAX,
      maxBytesPerPartition: PARTITION_BYTES_MAX,
      // Longer than other requests: a member that outlasts a short outage keeps its partitions.
      retry: { ...RETRY, retries: 8, restartOnFailure: () => Promise.resolve(!this.stopped) },
    })
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (this.stopped) return
      if (!restart && !mayPass(error)) return this.options.onFatal(error)
      logger.warn(`${groupId} starts again: ${error.message}`)
      if (!restart) this.starting = this.startAgain()
    })
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.behind.clear()
      watch.rebalanced(group)
    })
    return consumer
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload
    const { group, delivery, watch } = this.options
    const turn = new PartitionTurn(
      () => payload.heartbeat(),
      () => !this.stopped && payload.isRunning() && !payload.isStale(),
    )
    const source = this.options.sources.get(batch.topic)!
    try {
      for (let start = 0; start < batch.messages.length; start += BATCH_RECORDS_MAX) {
        turn.assertMine()
        const started = performance.now()
        this.noteLag(batch, start)
        const messages = batch.messages.slice(start, start + BATCH_RECORDS_MAX)
        const records = messages.map((message) => recordOf(batch, message))
        await delivery.take(source, records, turn)
        crashPoint('batch-committed')
        payload.resolveOffset(messages.at(-1)!.offset)
        await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
        this.noteLag(batch, start + messages.length)
        const seconds = (performance.now() - started) / 1_000
        watch.tookIn(group, { events: messages.length, seconds })
        await payload.heartbeat()
      }
    } catch (error) {
      // Nothing was resolved: the records come again, here or to the partition's new owner.
      if (!(error instanceof TurnLost) || (this.stopped && payload.isRunning())) throw error
    } finally {
      turn.end()
    }
  }

  /** With the first `taken` messages of the batch in effect. What lies behind the batch counts; its time is not known yet. */
  private noteLag({ topic, partition, messages, highWatermark }: EachBatchPayload['batch'], taken: number): void {
    const next = messages[taken]
    const last = messages[taken - 1]
    const offset = next ? Number(next.offset) : Number(last?.offset) + 1
    this.behind.note(`${topic}/${partition}`, Number(highWatermark) - offset, Number((next ?? last)?.timestamp))
  }
}

function recordOf({ topic, partition }: EachBatchPayload['batch'], message: KafkaMessage): KafkaRecord {
  const { offset, timestamp, key, value } = message
  return { topic, partition, offset, timestamp, key, value, headers: byteHeaders(message.headers) }
}
