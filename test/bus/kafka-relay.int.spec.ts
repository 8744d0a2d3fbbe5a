import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { ProjectCancelled } from '@zhuji/contracts'
import { kafkaClient, LogRelay } from '@zhuji/messaging'
import { eventually, kafkaForTests } from '@zhuji/testing'
import type { PoolClient } from 'pg'
import { everythingOn, produce, registryTopic } from './kafka-records.js'
import { KafkaScene } from './kafka-scene.js'
import { everyType, noteSeen, projectIds } from './two-services.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 120_000 }
const consumer = { group: 'dashboards.test', types: everyType, handler: noteSeen }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describeWithKafka('a relay', () => {
  let scene: KafkaScene
  let warnings: string[]

  beforeEach(async () => {
    scene = await KafkaScene.open(kafka!.brokers)
    await produce(scene.place, [])
    warnings = []
  })

  afterEach(async () => scene?.close())

  const relay = (): LogRelay =>
    new LogRelay({
      kafka: kafkaClient(kafka!.brokers),
      context: 'registry',
      topic: registryTopic(scene.place),
      connectionString: scene.services.database.url,
      signal: scene.services.signal,
      logger: { warn: (message) => warnings.push(message) },
    })

  const started = (): LogRelay => {
    const one = relay()
    one.start()
    scene.stopLater(() => one.stop())
    return one
  }

  const onTheTopic = () => everythingOn(scene.place.brokers, registryTopic(scene.place))

  const everythingSent = (events: number) =>
    eventually(async () => expect(await onTheTopic()).toHaveLength(events), PATIENCE)

  const positionAtTheEnd = () =>
    eventually(async () => {
      const { rows } = await scene.services.registry.query(
        `select (select count(*) from registry.event_log log
           where (log.xid, log.position) > (at.xid, at.position))::int as waiting from registry.relay_position at`,
      )
      // Before the first relay has taken over there is no position, and so nothing behind it either.
      expect(rows).toEqual([{ waiting: 0 }])
    }, PATIENCE)

  it('that is stopped in the middle goes on where it was, and a position put back repeats without effect', async () => {
    const ids = projectIds(40)
    scene.bus([consumer], { relay: false })
    const first = relay()
    first.start()
    const recording = scene.recordRounds(ids, 5)
    await eventually(async () => expect(await scene.count('seen')).toBeGreaterThan(20), PATIENCE)
    await first.stop()
    await recording
    await scene.services.registry.query(
      `update registry.relay_position set (xid, position) =
         (select xid, position from registry.event_log order by xid, position limit 1)`,
    )
    started()
    await scene.everythingSeen(ids, [1, 2, 3, 4, 5])
    await positionAtTheEnd()
    expect((await onTheTopic()).length).toBeGreaterThan(200)
    expect(await scene.count('parked_event')).toBe(0)
  })

  it('stands by while another is at work, and takes over when that one stops', async () => {
    const first = relay()
    first.start()
    await scene.recordRounds(projectIds(1), 1)
    await everythingSent(1)
    started()
    await scene.recordRounds(projectIds(20), 1)
    await first.stop()
    await scene.recordRounds(projectIds(20), 1)
    await everythingSent(41)
  })

  it('cannot move the position once a newer one has taken over', async () => {
    started()
    await scene.recordRounds(projectIds(3), 1)
    await positionAtTheEnd()
    await scene.services.registry.query('update registry.relay_position set epoch = epoch + 1')
    await scene.recordRounds(projectIds(3), 1)
    await eventually(() => expect(warnings.join()).toContain('overtaken'), PATIENCE)
    await positionAtTheEnd()
    expect((await onTheTopic()).length).toBeGreaterThan(6)
  })

  it('goes on when the database has ended its session', async () => {
    started()
    const ids = projectIds(10)
    await scene.recordRounds(ids, 1)
    await positionAtTheEnd()
    const { rowCount } = await scene.services.registry.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'zhuji-registry-relay' and datname = current_database()`,
    )
    expect(rowCount).toBe(1)
    await scene.recordRounds(ids, 1)
    await positionAtTheEnd()
    const versions = (await onTheTopic()).map(({ key, headers }) => `${key} ${headers.ce_streamversion}`)
    expect(new Set(versions).size).toBe(20)
  })

  const append = (to: Pick<PoolClient, 'query'>, projectId: string, payload: string) =>
    to.query(
      `insert into registry.event_log (id, aggregatetype, aggregateid, type, payload, stream_id, stream_version,
         occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
       values (gen_random_uuid(), 'registry', $1::text, $2, $3, $1::text, 1, '2026-01-01', now(), '2026-01-01', false,
         '{}', 'test', '')`,
      [projectId, ProjectCancelled.type, payload],
    )

  it('hands on in the order of the commits, although writers overlap', async () => {
    const [early, late] = [randomUUID(), randomUUID()]
    started()
    const open = await scene.services.registry.connect()
    try {
      await open.query('begin')
      await append(open, early, '{}')
      const appended = append(scene.services.registry, late, '{}')
      // A relay that took the later one now would never come back for the earlier one.
      await pause(3_000)
      expect(await onTheTopic()).toEqual([])
      await open.query('commit')
      await appended
    } finally {
      open.release()
    }
    await everythingSent(2)
    const { rows } = await scene.services.registry.query<{ key: string }>(
      'select aggregateid as key from registry.event_log order by position',
    )
    expect(rows.map(({ key }) => key)).toEqual([early, late])
    expect((await onTheTopic()).map(({ key }) => String(key)).toSorted()).toEqual([early, late].toSorted())
  })

  it('passes a payload on as the log holds it, byte for byte', async () => {
    const projectId = randomUUID()
    const payload = `{ "reason":"合并\\u4e8e",  "projectId" : "${projectId}" , "amount": 1.50e2 }`
    await append(scene.services.registry, projectId, payload)
    started()
    await everythingSent(1)
    expect((await onTheTopic())[0]!.value?.toString()).toBe(payload)
  })
})
