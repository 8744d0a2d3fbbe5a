import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { Partitioners } from 'kafkajs'
import { DashboardsModule } from '@zhuji/dashboards'
import { eventTopic } from '@zhuji/messaging'
import { RegistryModule } from '@zhuji/registry'
import {
  eventually,
  freshDatabase,
  kafkaForTests,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import { clientOf } from './kafka-records.js'

const kafka = await kafkaForTests()

jest.setTimeout(300_000)

const describeWithKafka = kafka ? describe : describe.skip

describeWithKafka('services with BUS=kafka', () => {
  const namespace = `specs-${randomUUID().slice(0, 8)}`
  let services: RunningServices
  let administrator: Speaker

  beforeAll(async () => {
    Logger.overrideLogger(false)
    const environment = {
      BUS: 'kafka',
      KAFKA_BROKERS: kafka!.brokers.join(','),
      KAFKA_NAMESPACE: namespace,
    }
    const database = await freshDatabase()
    services = await runServices({ modules: [RegistryModule, DashboardsModule], database, environment })
    administrator = await services.as({ role: 'administrator', name: '管理员' })
  }, 180_000)

  afterAll(async () => services?.stop())

  it('are ready and show on the dashboard what was recorded in the register', async () => {
    expect((await administrator.get('/health/ready')).status).toBe(200)
    for (const [code, name, parentCode] of [
      ['34', '安徽省'],
      ['3401', '合肥市', '34'],
    ]) {
      const region = { code, name, parentCode, occurredOn: '2020-01-01' }
      expect(await administrator.post('/api/v1/registry/regions', region)).toMatchObject({ status: 201 })
    }
    const registered = await administrator.post('/api/v1/registry/projects', aProject())
    expect(registered).toMatchObject({ status: 201 })
    await eventually(
      async () => {
        expect(await administrator.get(`/api/v1/dashboards/projects?q=${encodeURIComponent('振兴')}`)).toMatchObject({
          status: 200,
          body: { items: [{ name: '蜀山区振兴路小学' }] },
        })
      },
      { within: 90_000, describe: 'the project is on the dashboard' },
    )
  })

  it('count what they took in and what they gave up, by cause', async () => {
    const kafkajs = clientOf(kafka!.brokers)
    const producer = kafkajs.producer({ createPartitioner: Partitioners.DefaultPartitioner })
    await producer.connect()
    await producer.send({ topic: eventTopic('registry', namespace), messages: [{ key: 'x', value: 'no event' }] })
    await producer.disconnect()
    const group = 'group="dashboards.projects"'
    await eventually(
      async () => {
        const text = String((await administrator.get('/metrics')).body)
        expect(text).toContain(`zhuji_consumer_dead_letters_total{${group},cause="invalid-headers"} 1`)
        expect(text).toMatch(new RegExp(`zhuji_consumer_events_total{${group}} [1-9]`))
        expect(text).toMatch(new RegExp(`zhuji_consumer_batch_duration_seconds_count{${group}} [1-9]`))
        expect(text).toMatch(new RegExp(`zhuji_consumer_rebalances_total{${group}} [1-9]`))
      },
      { within: 90_000, describe: 'the figures tell it' },
    )
  })

  it('tell how far relays and consumers are behind', async () => {
    await eventually(
      async () => {
        const text = String((await administrator.get('/metrics')).body)
        expect(text).toContain('zhuji_relay_waiting_events{service="registry"} 0')
        expect(text).toContain('zhuji_relay_lag_seconds{service="registry"} 0')
        expect(text).toMatch(/zhuji_consumer_lag_events\{group="dashboards\.[a-z-]+"\} 0/)
        expect(text).toMatch(/zhuji_consumer_lag_seconds\{group="dashboards\.[a-z-]+"\} 0/)
        expect(text).toMatch(/zhuji_consumer_parked_events\{group="dashboards\.[a-z-]+"\} 0/)
      },
      { within: 90_000, describe: 'nothing waits' },
    )
  })
})

function aProject(): object {
  return {
    localCode: `HF-${randomUUID().slice(0, 8)}`,
    name: '蜀山区振兴路小学',
    facilityKind: 'primary-school',
    regionCode: '3401',
    ownerUnit: { id: 'edu-bureau', name: '市教育局' },
    capacity: [{ kind: 'school-places', amount: 1620 }],
    occurredOn: '2026-01-15',
  }
}
