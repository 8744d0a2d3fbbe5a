import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { crashPoint } from '../../crash-points.config.js'
import type { BusWatch } from '../bus-watch.js'
import { sleep } from '../delivery.repository.js'
import { GroupLag, type Lag } from './group-lag.js'
import { mayPass, RETRY } from './kafka-client.adapter.js'
import type { Arriving, KafkaDelivery, Turn } from './kafka-delivery.repository.js'
import { byteHeaders, type KafkaRecord } from './kafka-record.js'
import { PartitionRounds } from './partition-rounds.adapter.js'
import { PartitionTurn, TurnLost } from './partition-turn.adapter.js'

/** More than the partitions that one member of one group can hold: all of an answer is handed over at once. */
const PARTITIONS_AT_ONCE = 256
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
  readonly paceMs: number
  readonly watch: BusWatch
  readonly logger: { warn(message: string): void }
  /** The group will read nothing any more, and trying again cannot help. */
  onFatal(error: Error): void
}

/** One consumer group's member in this process: its partitions' records by rounds, offsets committed after effects. */
export class GroupConsumer {
  private readonly behind = new GroupLag()
  private readonly rounds: PartitionRounds
  private consumer: Consumer | undefined
  private starting: Promise<void> | undefined
  private stopped = false

  constructor(private readonly options: GroupConsumerOptions) {
    this.rounds = new PartitionRounds((arriving, turn) => this.round(arriving, turn), options.paceMs)
  }

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
          partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
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
    const turn = new PartitionTurn(
      () => payload.heartbeat(),
      () => !this.stopped && payload.isRunning() && !payload.isStale(),
    )
    this.noteLag(batch, 0)
    try {
      await this.rounds.join({
        source: this.options.sources.get(batch.topic)!,
        records: batch.messages.map((message) => recordOf(batch, message)),
        turn,
        inEffect: (count) => {
          payload.resolveOffset(batch.messages[count - 1]!.offset)
          this.noteLag(batch, count)
        },
        commit: async () => {
          await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
          await payload.heartbeat()
        },
      })
    } catch (error) {
      // What was not resolved comes again, here or to the partition's new owner.
      if (!(error instanceof TurnLost) || (this.stopped && payload.isRunning())) throw error
    } finally {
      turn.end()
    }
  }

  private async round(arriving: readonly Arriving[], turn: Turn): Promise<void> {
    const { group, delivery, watch } = this.options
    const started = performance.now()
    await delivery.take(arriving, turn)
    crashPoint('batch-committed')
    const events = arriving.reduce((sum, { records }) => sum + records.length, 0)
    watch.tookIn(group, { events, seconds: (performance.now() - started) / 1_000 })
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
