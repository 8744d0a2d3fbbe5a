import { randomUUID } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StoppedClock } from '@zhuji/kernel'
import { openServiceDatabase, poolOf } from '@zhuji/platform'
import { eventually, type FreshDatabase, freshDatabase } from '@zhuji/testing'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import { CreateAlerts1790000001000 } from '../migrations/create-alerts.migration.js'
import { SecretBox } from '../subscriptions/secret-box.adapter.js'
import { Deliveries } from './deliveries.repository.js'
import { DeliveryWorker } from './delivery.worker.js'

const PATIENCE = { within: 30_000 }
const TIMEOUT_MS = 60_000
const LEASE_MS = 90_000

describe('a delivery that somebody has taken up', () => {
  const clock = new StoppedClock(new Date('2026-12-05T04:00:00Z'))
  const pass = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms))
  const secrets = new SecretBox(undefined)
  let database: FreshDatabase
  let source: DataSource
  let deliveries: Deliveries
  let receiver: Server
  let received: unknown[]
  let held: ServerResponse[]

  beforeEach(async () => {
    database = await freshDatabase()
    const migrations = [CreateAlerts1790000001000]
    source = await openServiceDatabase({ url: database.url, context: 'alerts', poolSize: 4, entities: [], migrations })
    deliveries = new Deliveries({ pool: poolOf(source), clock })
    received = []
    held = []
    receiver = createServer(({ headers }, response) => {
      received.push(headers['webhook-id'])
      held.push(response)
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const subscriptionId = randomUUID()
    await source.query(
      `insert into subscription (id, owner, name, filter, scope, channel, url, sealed_secret, idempotency_key, fingerprint,
         created_at) values ($1, 'anna', '', '{}', '{}', 'webhook', $2, $3, '', '', $4)`,
      [subscriptionId, urlOf(receiver), secrets.seal(`whsec_${Buffer.from('secret').toString('base64')}`), clock.now()],
    )
    await source.query(
      `insert into delivery (id, subscription_id, event_id, event_type, alert_id, body, status, next_attempt_at, created_at)
       values ($1, $2, $1, '', $1, '{}', 'pending', $3, $3)`,
      [randomUUID(), subscriptionId, clock.now()],
    )
  })

  afterEach(async () => {
    receiver.closeAllConnections()
    await new Promise((resolve) => receiver.close(resolve))
    await source.destroy()
    await database.drop()
  })

  const claim = (by = deliveries) => by.claim(10, LEASE_MS, [])
  const row = async () => (await source.query('select status, attempts, last_outcome from delivery'))[0] as object
  const aSender = (): DeliveryWorker => {
    const sender = new DeliveryWorker(deliveries, secrets, {
      webhookAllowedHosts: ['127.0.0.1'],
      webhookTimeoutMs: TIMEOUT_MS,
      webhookAttemptsMax: 4,
      webhookRetryMs: 60_000,
      webhookDisableAfter: 10,
      alertsCheckEveryMs: 20,
    })
    sender.onApplicationBootstrap()
    return sender
  }

  it('is nobody else’s while its call may last, and another’s, under the same id, when its sender is not heard of', async () => {
    const lost = aSender()
    await eventually(() => expect(received).toHaveLength(1), PATIENCE)
    const ended = lost.onModuleDestroy()
    expect(await claim()).toEqual([])
    pass(TIMEOUT_MS)
    expect(await claim()).toEqual([])
    pass(60_000)
    const other = aSender()
    await eventually(() => expect(received).toHaveLength(2), PATIENCE)
    expect(received[1]).toBe(received[0])
    held[1]!.end()
    await eventually(async () => expect(await row()).toMatchObject({ status: 'delivered', attempts: 2 }), PATIENCE)
    held[0]!.destroy()
    await Promise.all([ended, other.onModuleDestroy()])
    expect(await row()).toMatchObject({ status: 'delivered', attempts: 2, last_outcome: 'HTTP 200' })
  })

  it('is settled by its last sender alone: one that comes back late changes nothing', async () => {
    const [late] = await claim()
    pass(LEASE_MS)
    const [last] = await claim()
    expect([late!.attempt, last!.attempt]).toEqual([1, 2])
    await deliveries.succeeded(late!, 'late')
    await deliveries.failed(late!, 'late', 1)
    await deliveries.retryIn(late!, 0, 'late')
    expect(await row()).toEqual({ status: 'pending', attempts: 2, last_outcome: null })
    expect(await claim()).toEqual([])
  })

  it('holds up nobody and is nobody else’s while the claim itself is under way', async () => {
    const first = new pg.Pool({ connectionString: database.url, max: 1, options: '-c search_path=alerts' })
    try {
      await first.query('begin')
      expect(await claim(new Deliveries({ pool: first, clock }))).toHaveLength(1)
      const second = claim()
      expect(await eventually(() => second, { ...PATIENCE, describe: 'another claim comes back' })).toEqual([])
    } finally {
      await first.end()
    }
  })
})

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}
