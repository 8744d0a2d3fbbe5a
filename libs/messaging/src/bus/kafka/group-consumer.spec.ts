import { EventEmitter } from 'node:events'
import type { Kafka } from 'kafkajs'
import { UNWATCHED } from '../bus-watch.js'
import { GroupConsumer } from './group-consumer.adapter.js'
import type { KafkaDelivery } from './kafka-delivery.repository.js'

/** The part of the client library that tells a consumer's fate, without brokers. */
class FakeKafka {
  readonly consumers: EventEmitter[] = []
  refusals: Error[] = []

  consumer(): object {
    const events = new EventEmitter()
    this.consumers.push(events)
    return {
      events: { CRASH: 'crash', GROUP_JOIN: 'join' },
      on: (name: string, listener: (event: object) => void) => events.on(name, listener),
      connect: () => {
        const refusal = this.refusals.shift()
        return refusal ? Promise.reject(refusal) : Promise.resolve()
      },
      subscribe: () => Promise.resolve(),
      run: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
    }
  }

  crash(error: Error, restart: boolean): void {
    this.consumers.at(-1)!.emit('crash', { payload: { error, restart } })
  }
}

const libraryError = (name: string, more: object = {}): Error =>
  Object.assign(new Error(name), { name, retriable: false, ...more })

describe('a group that can no longer read', () => {
  let kafka: FakeKafka
  let fatal: Error[]
  let consumer: GroupConsumer

  beforeEach(() => {
    kafka = new FakeKafka()
    fatal = []
    consumer = new GroupConsumer({
      kafka: kafka as unknown as Kafka,
      group: 'dashboards.test',
      groupId: 'dashboards.test',
      watch: UNWATCHED,
      paceMs: 0,
      sources: new Map([['zhuji.registry.events.v1', 'registry']]),
      delivery: {} as KafkaDelivery,
      logger: { warn: () => undefined },
      onFatal: (error) => fatal.push(error),
    })
  })

  afterEach(async () => consumer.stop())

  const joined = async (count: number): Promise<void> => {
    for (let turns = 0; kafka.consumers.length < count && turns < 200; turns += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(kafka.consumers).toHaveLength(count)
  }

  it('says so when the library gives up for good', async () => {
    consumer.start()
    await joined(1)
    const denied = libraryError('KafkaJSProtocolError', { type: 'GROUP_AUTHORIZATION_FAILED' })
    kafka.crash(libraryError('KafkaJSNonRetriableError', { cause: denied }), false)
    expect(fatal).toHaveLength(1)
  })

  it('leaves it to the library when that starts again', async () => {
    consumer.start()
    await joined(1)
    kafka.crash(Object.assign(new Error('loading'), { retriable: true }), true)
    expect(fatal).toEqual([])
    expect(kafka.consumers).toHaveLength(1)
  })

  it('joins anew when brokers that are starting have no coordinator yet', async () => {
    consumer.start()
    await joined(1)
    kafka.crash(libraryError('KafkaJSGroupCoordinatorNotFound'), false)
    await joined(2)
    expect(fatal).toEqual([])
  })

  it('keeps trying to join while the brokers are away, but not when they refuse it', async () => {
    kafka.refusals = [
      Object.assign(new Error('away'), { retriable: true }),
      libraryError('KafkaJSSASLAuthenticationError'),
    ]
    consumer.start()
    await joined(2)
    expect(fatal.map((error) => error.message)).toEqual(['KafkaJSSASLAuthenticationError'])
  })

  it('is no news while the process stops', async () => {
    consumer.start()
    await joined(1)
    await consumer.stop()
    kafka.crash(libraryError('KafkaJSNonRetriableError'), false)
    expect(fatal).toEqual([])
  })
})
