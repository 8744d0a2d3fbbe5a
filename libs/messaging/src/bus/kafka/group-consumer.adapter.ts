import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { sleep } from '../delivery.repository.js'
import { mayPass, RETRY } from './kafka-client.adapter.js'
import type { KafkaDelivery } from './kafka-delivery.repository.js'
import { byteHeaders, type KafkaRecord } from './kafka-record.js'
import { PartitionTurn, TurnLost } from './partition-turn.adapter.js'

/** Measured with the embedded bus: above this a batch only costs memory and lag. */
const BATCH_RECORDS_MAX = 1_000
const RESTART_DELAY_MS = 500
const RESTART_DELAY_MS_MAX = 5_000
/** A stop that takes longer is left to the end of the process; what was not committed comes again. */
const STOP_MS_MAX = 15_000

export interface GroupConsumerOptions {
  readonly kafka: Kafka
  readonly groupId: string
  /** Topic → the service whose log it carries. */
  readonly sources: ReadonlyMap<string, string>
  readonly delivery: KafkaDelivery
  readonly logger: { warn(message: string): void }
  /** The group will read nothing any more, and trying again cannot help. */
  onFatal(error: Error): void
}

/** One consumer group's member in this process: one batch of one partition at a time, offsets committed after effects. */
export class GroupConsumer {
  private readonly lags = new Map<string, number>()
  private consumer: Consumer | undefined
  private starting: Promise<void> | undefined
  private stopped = false

  constructor(private readonly options: GroupConsumerOptions) {}

  /** Joins in the background and keeps trying while the brokers are away. */
  start(): void {
    this.starting = this.join()
  }

  /** Records of the partitions held here that have not been taken in, as of the last batch of each. */
  lag(): number {
    return [...this.lags.values()].reduce((sum, lag) => sum + lag, 0)
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.race([this.leave(), unreferenced(STOP_MS_MAX)])
  }

  private async leave(): Promise<void> {
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
    const { kafka, groupId, logger } = this.options
    const consumer = kafka.consumer({
      groupId,
      // After a broker's hard restart a group waits this long for members that it remembers and that are gone.
      sessionTimeout: 10_000,
      rebalanceTimeout: 30_000,
      heartbeatInterval: 1_000,
      // Records come at once whatever this says; it is how long a stop may have to wait for an idle partition.
      maxWaitTimeInMs: 500,
      // Longer than other requests: a member that outlasts a short outage keeps its partitions.
      retry: { ...RETRY, retries: 8, restartOnFailure: () => Promise.resolve(!this.stopped) },
    })
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (this.stopped) return
      if (!restart && !mayPass(error)) return this.options.onFatal(error)
      logger.warn(`${groupId} starts again: ${error.message}`)
      if (!restart) this.starting = this.startAgain()
    })
    consumer.on(consumer.events.GROUP_JOIN, () => this.lags.clear())
    return consumer
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload
    const turn = new PartitionTurn(
      () => payload.heartbeat(),
      () => !this.stopped && payload.isRunning() && !payload.isStale(),
    )
    const source = this.options.sources.get(batch.topic)!
    try {
      for (let start = 0; start < batch.messages.length; start += BATCH_RECORDS_MAX) {
        turn.assertMine()
        const messages = batch.messages.slice(start, start + BATCH_RECORDS_MAX)
        const records = messages.map((message) => recordOf(batch, message))
        await this.options.delivery.take(source, records, turn)
        payload.resolveOffset(messages.at(-1)!.offset)
        await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
        this.lags.set(`${batch.topic}/${batch.partition}`, lagBehind(batch, messages.at(-1)!))
        await payload.heartbeat()
      }
    } catch (error) {
      // Nothing was resolved: the records come again, here or to the partition's new owner.
      if (!(error instanceof TurnLost) || (this.stopped && payload.isRunning())) throw error
    } finally {
      turn.end()
    }
  }
}

function recordOf({ topic, partition }: EachBatchPayload['batch'], message: KafkaMessage): KafkaRecord {
  const { offset, timestamp, key, value } = message
  return { topic, partition, offset, timestamp, key, value, headers: byteHeaders(message.headers) }
}

function lagBehind(batch: EachBatchPayload['batch'], last: KafkaMessage): number {
  return Math.max(0, Number(batch.highWatermark) - 1 - Number(last.offset))
}

function unreferenced(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
