import { randomUUID } from 'node:crypto'
import { jest } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { DashboardsModule } from '@zhuji/dashboards'
import { RegistryModule } from '@zhuji/registry'
import {
  eventually,
  freshDatabase,
  kafkaForTests,
  type RunningServices,
  runServices,
  type Speaker,
} from '@zhuji/testing'
import pg from 'pg'
import { startOtlpSink, type SunkSpan } from './otlp-sink.js'

const kafka = await kafkaForTests()

jest.setTimeout(300_000)
Logger.overrideLogger(false)

const PATIENCE = { within: 120_000 }
const region = { code: '34', name: '安徽省', occurredOn: '2020-01-01' }

const overKafka = (): Record<string, string> => ({
  BUS: 'kafka',
  KAFKA_BROKERS: kafka!.brokers.join(','),
  KAFKA_NAMESPACE: `traces-${randomUUID().slice(0, 8)}`,
})

const buses = [
  { bus: 'the embedded bus', environment: () => ({}), steps: ['append registry', 'take in dashboards.projects'] },
  {
    bus: 'Kafka',
    environment: overKafka,
    steps: ['append registry', 'publish registry', 'take in dashboards.projects'],
  },
].filter(({ bus }) => bus !== 'Kafka' || kafka)

describe.each(buses)('the trace of a command over $bus', ({ environment, steps }) => {
  let sink: Awaited<ReturnType<typeof startOtlpSink>>
  let services: RunningServices | undefined
  let administrator: Speaker

  beforeEach(async () => {
    sink = await startOtlpSink()
  })

  afterEach(async () => {
    await services?.stop()
    services = undefined
    await sink.stop()
  })

  const start = async (more: Record<string, string>): Promise<RunningServices> => {
    const modules = [RegistryModule, DashboardsModule]
    const database = await freshDatabase()
    services = await runServices({ modules, database, environment: { ...environment(), ...more } })
    administrator = await services.as({ role: 'administrator', name: '管理员' })
    return services
  }

  const taken = ({ database }: RunningServices, table: string) =>
    eventually(async () => {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      try {
        expect((await client.query(`select from ${table}`)).rowCount).toBeGreaterThan(0)
      } finally {
        await client.end()
      }
    }, PATIENCE)

  it('holds the request, the log, the way and the read model; batches are linked to it', async () => {
    const running = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.endpoint })
    const traceId = randomUUID().replaceAll('-', '')
    const caller = `00-${traceId}-00f067aa0ba902b7-01`
    expect(await administrator.post('/api/v1/registry/regions', region, { traceparent: caller })).toMatchObject({
      status: 201,
    })
    await taken(running, 'dashboards.region')
    await running.stop()
    services = undefined

    const own = sink.spans.filter((span) => span.traceId === traceId)
    const names = own.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['POST /api/v1/registry/regions', ...steps]))
    const spanOf = (name: string): SunkSpan => own.find((span) => span.name === name)!
    expect(spanOf('append registry').parentSpanId).toBe(spanOf('POST /api/v1/registry/regions').spanId)
    for (const step of steps.slice(1)) {
      expect(spanOf(step).parentSpanId).toBe(spanOf('append registry').spanId)
      const batch = sink.spans.find((span) => span.name === `${step} (batch)`)!
      expect(batch.traceId).not.toBe(traceId)
      expect(batch.links).toEqual([expect.objectContaining({ traceId, spanId: spanOf('append registry').spanId })])
      expect(spanOf(step).links).toEqual([expect.objectContaining({ traceId: batch.traceId, spanId: batch.spanId })])
    }
  })

  it('is kept nowhere when nobody collects it', async () => {
    const running = await start({})
    const caller = `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`
    expect(await administrator.post('/api/v1/registry/regions', region, { traceparent: caller })).toMatchObject({
      status: 201,
    })
    await taken(running, 'dashboards.consumer_cursor')
    await taken(running, 'registry.event_log where traceparent is null')
    expect(sink.spans).toEqual([])
  })
})
