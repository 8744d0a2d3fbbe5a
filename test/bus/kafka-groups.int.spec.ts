import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { KafkaJSNonRetriableError } from 'kafkajs'
import { ProjectCancelled } from '@zhuji/contracts'
import { deadLetterTopic, kafkaGroup, UNWATCHED } from '@zhuji/messaging'
import { eventually, kafkaForTests } from '@zhuji/testing'
import { clientOf, deadLettersOf, messagesOfLog, produce, registryTopic } from './kafka-records.js'
import { KafkaScene } from './kafka-scene.js'
import { everyType, noteSeen, projectIds } from './two-services.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 120_000 }
const group = 'dashboards.test'
const consumer = { group, types: everyType, handler: noteSeen }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describeWithKafka('a group on Kafka', () => {
  let scene: KafkaScene

  beforeEach(async () => {
    scene = await KafkaScene.open(kafka!.brokers)
  })

  afterEach(async () => scene?.close())

  const admin = async <T>(ask: (admin: ReturnType<ReturnType<typeof clientOf>['admin']>) => Promise<T>): Promise<T> => {
    const connected = clientOf(kafka!.brokers).admin()
    await connected.connect()
    try {
      return await ask(connected)
    } finally {
      await connected.disconnect()
    }
  }

  /** Records of the registry's topic that the group has committed. */
  const committed = () =>
    admin(async (connected) => {
      const topic = registryTopic(scene.place)
      const [found] = await connected.fetchOffsets({ groupId: kafkaGroup(group, scene.namespace), topics: [topic] })
      return found!.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0)
    })

  /** As the coordinator sees the group now. */
  const seenGroup = () =>
    admin(async (connected) => {
      const { groups } = await connected.describeGroups([kafkaGroup(group, scene.namespace)])
      return { state: groups[0]!.state, members: groups[0]!.members.length }
    })

  it('keeps each project’s order, and each event once, while members come and go under load', async () => {
    const ids = projectIds(30)
    let recording = true
    const rounds = (async () => {
      for (let count = 0; ; count += 1) {
        if (!recording) return count
        await scene.recordRounds(ids, 1)
      }
    })()
    scene.bus([consumer])
    for (let turn = 0; turn < 2; turn += 1) {
      const others = [scene.bus([consumer], { relay: false }), scene.bus([consumer], { relay: false })]
      await pause(3_000)
      for (const other of others) await other.close()
      await pause(1_000)
    }
    recording = false
    const versions = Array.from({ length: await rounds }, (_, index) => index + 1)
    await scene.everythingSeen(ids, versions)
    expect(await scene.count('dead_letter')).toBe(0)
  })

  it('stays together while a batch takes longer than a silent member is tolerated', async () => {
    let rebalances = 0
    let calls = 0
    let membersAfterwards = 0
    const slow: typeof noteSeen = async (events, tx) => {
      calls += 1
      await pause(15_000)
      membersAfterwards = (await seenGroup()).members
      await noteSeen(events, tx)
    }
    const watch = { ...UNWATCHED, rebalanced: () => (rebalances += 1) }
    const ids = projectIds(1)
    await scene.recordRounds(ids, 2)
    await produce(scene.place, await messagesOfLog(scene.place))
    scene.bus([{ group, types: everyType, handler: slow }], { relay: false, watch })
    await scene.everythingSeen(ids, [1, 2])
    expect(calls).toBe(1)
    expect(membersAfterwards).toBe(1)
    expect(rebalances).toBe(1)
  })

  it('holds no more in memory than one answer of the broker while its consumer does not come forward', async () => {
    const [id] = projectIds(1)
    await scene.recordRounds([id!], 2)
    const first = await messagesOfLog(scene.place)
    const large = JSON.stringify({ projectId: id, reason: '延'.repeat(300_000) })
    const headersOf = (version: number) => ({ ...first[1]!.headers, ce_streamversion: String(version) })
    const wave = Array.from({ length: 80 }, (_, index) => ({ key: id!, value: large, headers: headersOf(index + 3) }))
    await produce(scene.place, [...first, ...wave], 4)
    let held = 0
    let release: () => void = () => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    const handler: typeof noteSeen = async () => {
      held += 1
      await released
    }
    const before = process.memoryUsage().arrayBuffers
    const bus = scene.bus([{ group, types: everyType, handler }], { relay: false })
    scene.stopLater(() => Promise.resolve(release()))
    await eventually(() => expect(held).toBeGreaterThan(0), PATIENCE)
    await pause(3_000)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * 1024 * 1024)
    release()
    await bus.close()
  })

  it('survives a consumer that throws the client library’s own final error: it is an event’s fault like any other', async () => {
    const ids = projectIds(3)
    const handler: typeof noteSeen = async (events, tx) => {
      await noteSeen(events, tx)
      if (events.some((event) => event.key === ids[1])) throw new KafkaJSNonRetriableError('from a consumer')
    }
    scene.bus([{ group, types: everyType, handler }])
    await scene.recordRounds(ids, 1)
    await eventually(async () => expect(await scene.count('dead_letter')).toBe(1), PATIENCE)
    await scene.recordRounds([ids[0]!], 1)
    await eventually(async () => expect(await scene.count('seen')).toBe(3), PATIENCE)
    const { rows } = await scene.services.dashboards.query('select cause, attempts from dead_letter')
    expect(rows).toEqual([{ cause: 'KafkaJSNonRetriableError', attempts: 3 }])
  })

  it('commits no offset and no effect before the dead letter lies on its topic', async () => {
    const [id] = projectIds(1)
    await scene.recordRounds([id!], 2)
    const [good, bad] = await messagesOfLog(scene.place)
    await produce(scene.place, [good!])
    scene.bus([consumer], { relay: false })
    await scene.everythingSeen([id!], [1])
    const topic = deadLetterTopic(registryTopic(scene.place), group)
    await admin((connected) => connected.deleteTopics({ topics: [topic] }))
    await produce(scene.place, [{ ...bad!, value: 'no JSON' }])
    await pause(3_000)
    expect(await scene.count('dead_letter')).toBe(0)
    expect(await committed()).toBe(1)
    await admin((connected) => connected.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: false }))
    await eventually(async () => expect(await committed()).toBe(2), PATIENCE)
    expect(await scene.count('dead_letter')).toBe(1)
    expect((await deadLettersOf(scene.place, group)).map(({ value }) => value?.toString())).toContain('no JSON')
  })

  it('has a new member share its partitions while a batch waits for a database that is away', async () => {
    await scene.recordRounds(projectIds(1), 1)
    await produce(scene.place, await messagesOfLog(scene.place))
    let attempts = 0
    const handler: typeof noteSeen = () => {
      attempts += 1
      return Promise.reject(Object.assign(new Error('not now'), { code: '57P03' }))
    }
    scene.bus([{ group, types: everyType, handler }], { relay: false })
    await eventually(() => expect(attempts).toBeGreaterThan(2), PATIENCE)
    scene.bus([{ group, types: everyType, handler }], { relay: false })
    await eventually(async () => expect(await seenGroup()).toEqual({ state: 'Stable', members: 2 }), PATIENCE)
  })

  it('stops with a batch in hand: what is in effect is committed, and the next member goes on behind it', async () => {
    const ids = projectIds(4)
    await scene.recordRounds(ids, 2)
    await produce(scene.place, await messagesOfLog(scene.place))
    let inHand = 0
    const handler: typeof noteSeen = async (events, tx) => {
      inHand += 1
      await pause(2_000)
      await noteSeen(events, tx)
    }
    const bus = scene.bus([{ group, types: everyType, handler }], { relay: false })
    await eventually(() => expect(inHand).toBe(1), PATIENCE)
    await bus.close()
    expect(await scene.count('seen')).toBeGreaterThan(0)
    scene.bus([consumer], { relay: false })
    await scene.everythingSeen(ids, [1, 2])
  })

  it('lets the process stop even when a consumer never comes back', async () => {
    const ids = projectIds(1)
    await scene.recordRounds(ids, 1)
    await produce(scene.place, await messagesOfLog(scene.place))
    let letGo: () => void = () => undefined
    const never = new Promise<void>((resolve) => (letGo = resolve))
    let inHand = 0
    const handler: typeof noteSeen = () => {
      inHand += 1
      return never
    }
    const bus = scene.bus([{ group, types: [ProjectCancelled.type, ...everyType], handler }], { relay: false })
    scene.stopLater(() => Promise.resolve(letGo()))
    await eventually(() => expect(inHand).toBe(1), PATIENCE)
    const outcome = await Promise.race([bus.close().then(() => 'stopped'), pause(24_000).then(() => 'too late')])
    expect(outcome).toBe('stopped')
  })
})
