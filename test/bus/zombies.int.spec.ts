import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { aFreePort, eventually, kafkaForTests, Program, type Service } from '@zhuji/testing'
import { everythingOn, produce, registryTopic } from './kafka-records.js'
import { KafkaScene } from './kafka-scene.js'
import { projectIds } from './two-services.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

jest.setTimeout(300_000)
Logger.overrideLogger(false)

/** A session ends after ten seconds of silence, a transaction left open after sixty. */
const PATIENCE = { within: 120_000 }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Built services in processes of their own, because only a process can be suspended. */
describeWithKafka('a process that is suspended and wakes up late', () => {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-zombies-'))
  let scene: KafkaScene

  beforeEach(async () => {
    scene = await KafkaScene.open(kafka!.brokers)
    await produce(scene.place, [])
  })

  afterEach(async () => scene?.close())

  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  const started = async (app: Service, name: string): Promise<Program> => {
    const environment = {
      BUS: 'kafka',
      KAFKA_BROKERS: kafka!.brokers.join(','),
      KAFKA_NAMESPACE: scene.namespace,
      DATABASE_URL: scene.services.database.url,
      OIDC_ISSUER: 'http://localhost/oidc',
    }
    const port = await aFreePort()
    const program = new Program({ name, app, port, environment }, join(directory, `${scene.namespace}-${name}.log`))
    scene.stopLater(async () => {
      program.kill('SIGCONT')
      await program.stop()
    })
    await program.start()
    return program
  }

  const one = async <Row extends object>(text: string): Promise<Row> =>
    (await scene.services.registry.query<Row>(text)).rows[0]!

  const waiting = `select count(*)::int as count from registry.event_log log, registry.relay_position at
    where (log.xid, log.position) > (at.xid, at.position)`

  const everythingRelayed = (describe: string) =>
    eventually(async () => expect(await one(waiting)).toEqual({ count: 0 }), { ...PATIENCE, describe })

  it('has been relieved as a relay, and stands by when it is back', async () => {
    const first = await started('registry', 'registry')
    await started('registry', 'registry-2')
    const ids = projectIds(10)
    await scene.recordRounds(ids, 1)
    await everythingRelayed('the first relay works')
    const { epoch } = await one<{ epoch: string }>('select epoch from registry.relay_position')

    const recording = scene.recordRounds(ids, 20)
    first.kill('SIGSTOP')
    await recording
    await everythingRelayed('the second relay took over')
    first.kill('SIGCONT')
    await scene.recordRounds(ids, 2)
    await everythingRelayed('one of them goes on')
    await pause(3_000)

    const after = await one<{ epoch: string }>('select epoch from registry.relay_position')
    expect(Number(after.epoch)).toBe(Number(epoch) + 1)
    const locks = `select count(*)::int as count from pg_locks
      where locktype = 'advisory' and classid = hashtext('zhuji-relay')::oid and database =
        (select oid from pg_database where datname = current_database())`
    expect(await one(locks)).toEqual({ count: 1 })
    expect(first.pid).toBeDefined()
    const sent = await everythingOn(kafka!.brokers, registryTopic(scene.place))
    expect(new Set(sent.map(({ key, headers }) => `${key} ${headers.ce_streamversion}`)).size).toBe(230)
  })

  it('has lost its partitions as a consumer, and writes nothing more of what it had in hand', async () => {
    scene.bus([])
    const first = await started('dashboards', 'dashboards')
    await started('dashboards', 'dashboards-2')
    const ids = projectIds(20)
    const recording = scene.recordRounds(ids, 40)
    await pause(500)
    first.kill('SIGSTOP')
    await recording
    const inEffect = `select count(*)::int as count from dashboards.consumer_stream
      where consumer_group = 'dashboards.projects' and version = 40`
    await eventually(async () => expect(await one(inEffect)).toEqual({ count: 20 }), {
      ...PATIENCE,
      describe: 'the other member took everything in',
    })
    const story = 'select count(*)::int as count, count(distinct event_id)::int as events from dashboards.story_event'
    const before = await one(story)
    first.kill('SIGCONT')
    await pause(5_000)
    expect(await one(story)).toEqual(before)
    expect(before).toEqual({ count: 800, events: 800 })
    await scene.recordRounds(ids, 1)
    const more = inEffect.replace('version = 40', 'version = 41')
    await eventually(async () => expect(await one(more)).toEqual({ count: 20 }), PATIENCE)
    expect(await scene.count('dead_letter')).toBe(0)
    expect(await scene.count('parked_event')).toBe(0)
    expect(first.pid).toBeDefined()
  })
})
