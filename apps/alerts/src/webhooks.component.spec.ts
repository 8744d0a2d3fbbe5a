import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Module } from '@nestjs/common'
import { RegionDefined } from '@zhuji/contracts'
import { StoppedClock } from '@zhuji/kernel'
import { readConfig } from '@zhuji/platform'
import { eventually, type FreshDatabase, freshDatabase, type RunningServices, runServices } from '@zhuji/testing'
import pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { alertsConfig } from './alerts.config.js'
import { alertsModule } from './alerts.module.js'
import { planned, reached, registered } from './told-facts/told.features.js'
import { ToldFacts } from './told-facts/told-facts.features.js'

const environment = {
  ALERTS_CHECK_EVERY_MS: '50',
  WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
  WEBHOOK_SECRET_KEY: 'a key of at least thirty-two characters',
  WEBHOOK_ATTEMPTS_MAX: '4',
  WEBHOOK_RETRY_MS: '60000',
  WEBHOOK_DISABLE_AFTER: '1',
}

@Module(alertsModule(() => readConfig(alertsConfig, environment)))
class Alerts {}

interface Call {
  headers: IncomingHttpHeaders
  body: string
}

interface Created {
  subscriptionId: string
  secret: string
}

/** A receiver that answers with the given statuses, one after the other, and with the last one from then on. */
async function aReceiver(...statuses: readonly number[]) {
  const calls: Call[] = []
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      response.statusCode = statuses[Math.min(calls.length, statuses.length - 1)]!
      calls.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { calls, url, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const anyAlert = { regions: [], facilityKinds: [], measures: [], severities: [] }

describe('webhooks', () => {
  const clock = new StoppedClock(new Date('2026-12-05T04:00:00Z'))
  let database: FreshDatabase
  let facts: ToldFacts
  let services: RunningServices
  let pool: pg.Pool

  const speaker = (person: string) => services.as({ role: 'supervisor', person, regions: ['3401'] })
  const subscribe = async (person: string, url: string, more: object = {}): Promise<Created> => {
    const body = { name: '红黄灯', ...anyAlert, ...more, channel: { kind: 'webhook', url } }
    const answer = await (await speaker(person)).post('/api/v1/alerts/subscriptions', body)
    expect(answer.status).toBe(201)
    return answer.body
  }
  const deliveriesOf = async (person: string, { subscriptionId }: Created) => {
    const path = `/api/v1/alerts/subscriptions/${subscriptionId}/deliveries`
    return ((await (await speaker(person)).get(path)).body as { items: { status: string; attempts: number }[] }).items
  }
  const aLateSite = async () => {
    const projectId = randomUUID()
    await facts.tell(registered({}, projectId), planned({ 'topping-out': '2026-11-30' }, projectId))
    return projectId
  }
  const passMinutes = (minutes: number) => clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000))

  beforeAll(async () => {
    database = await freshDatabase()
    facts = await ToldFacts.open(database.url, clock)
    pool = new pg.Pool({ connectionString: database.url, max: 1 })
    services = await runServices({ modules: [Alerts], clock, database })
    const path = (code: string) => [
      { code: '34', name: '安徽省' },
      { code, name: code },
    ]
    await facts.tell(...['3401', '3402'].map((code) => RegionDefined({ code, regionPath: path(code) }, '2020-01-01')))
    await eventually(async () => {
      expect((await pool.query('select from alerts.known_region')).rowCount).toBe(2)
    })
  })

  afterAll(async () => {
    await facts?.close()
    await pool?.end()
    await services?.stop()
  })

  it('reach their receiver once, signed, after two failures, under one id', async () => {
    const receiver = await aReceiver(500, 503, 204)
    const created = await subscribe('anna', receiver.url)
    expect(created.secret).toMatch(/^whsec_/)
    const projectId = await aLateSite()
    for (const [attempts, lastOutcome] of [
      [1, 'HTTP 500'],
      [2, 'HTTP 503'],
      [3, 'HTTP 204'],
    ] as const) {
      await eventually(
        async () => expect(await deliveriesOf('anna', created)).toMatchObject([{ attempts, lastOutcome }]),
        { within: 15_000 },
      )
      expect(receiver.calls).toHaveLength(attempts)
      passMinutes(10)
    }
    expect(await deliveriesOf('anna', created)).toMatchObject([{ status: 'delivered' }])
    passMinutes(600)
    const { headers, body } = receiver.calls[2]!
    const id = String(headers['webhook-id'])
    expect(new Set(receiver.calls.map((call) => call.headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.calls.map((call) => call.body)).size).toBe(1)
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000)
    expect(headers['webhook-signature']).toBe(new Webhook(created.secret).sign(id, sentAt, body))
    expect(JSON.parse(body)).toMatchObject({ type: 'alerts.alert-raised.v1', data: { alert: { projectId } } })
    const other = await aLateSite()
    await eventually(() => expect(receiver.calls).toHaveLength(4), { within: 15_000 })
    expect(JSON.parse(receiver.calls[3]!.body)).toMatchObject({ data: { alert: { projectId: other } } })
    await (await speaker('anna')).send('DELETE', `/api/v1/alerts/subscriptions/${created.subscriptionId}`, { body: {} })
    await receiver.stop()
  })

  it('keep their secret sealed and show it once', async () => {
    const created = await subscribe('berta', 'https://example.org/hook')
    const { rows } = await pool.query<{ sealed_secret: string }>(
      'select sealed_secret from alerts.subscription where id = $1',
      [created.subscriptionId],
    )
    expect(rows[0]!.sealed_secret).toMatch(/^sealed\./)
    const list = (await (await speaker('berta')).get('/api/v1/alerts/subscriptions')).body as { items: object[] }
    expect(list.items).toEqual([expect.not.objectContaining({ secret: expect.anything() })])
    const foreign = `/api/v1/alerts/subscriptions/${created.subscriptionId}/deliveries`
    expect((await (await speaker('carla')).get(foreign)).status).toBe(404)
    await (
      await speaker('berta')
    ).send('DELETE', `/api/v1/alerts/subscriptions/${created.subscriptionId}`, { body: {} })
  })

  it('are switched off when their receiver is gone, and say so', async () => {
    const receiver = await aReceiver(410)
    const created = await subscribe('dora', receiver.url)
    await aLateSite()
    await eventually(
      async () => expect(await deliveriesOf('dora', created)).toMatchObject([{ status: 'failed', attempts: 1 }]),
      { within: 15_000 },
    )
    const list = (await (await speaker('dora')).get('/api/v1/alerts/subscriptions')).body
    expect(list).toMatchObject({ items: [{ disabledBecause: 'HTTP 410', disabledAt: expect.any(String) }] })
    await receiver.stop()
  })

  it('never reach a private address that the deployment has not named', async () => {
    const receiver = await aReceiver(204)
    const created = await subscribe('emma', receiver.url.replace('127.0.0.1', 'localhost'))
    await aLateSite()
    await eventually(
      async () =>
        expect(await deliveriesOf('emma', created)).toMatchObject([
          { attempts: 1, lastOutcome: 'the address is private or reserved' },
        ]),
      { within: 15_000 },
    )
    expect(receiver.calls).toEqual([])
    await receiver.stop()
  })

  it('are sent only what their filter asks for', async () => {
    const receiver = await aReceiver(204)
    await subscribe('frieda', receiver.url, { severities: ['red'], regions: ['3401'] })
    const red = await aLateSite()
    await facts.tell(planned({ 'topping-out': '2026-10-01' }, red, 2))
    await eventually(() => expect(receiver.calls).toHaveLength(1), { within: 15_000 })
    await facts.tell(reached('topping-out', '2026-12-05', red))
    await eventually(() => expect(receiver.calls).toHaveLength(2), { within: 15_000 })
    expect(
      receiver.calls.map((call) => (JSON.parse(call.body) as { data: { alert: object } }).data.alert),
    ).toMatchObject([
      { severity: 'red', projectId: red },
      { status: 'cleared', projectId: red },
    ])
    await receiver.stop()
  })

  it('cannot be asked for beyond one’s scope, nor for what is no web address', async () => {
    const gerda = await speaker('gerda')
    const ask = (more: object, url?: string) =>
      gerda.post('/api/v1/alerts/subscriptions', { name: 'x', ...anyAlert, ...more, channel: { kind: 'webhook', url } })
    const far = await ask({ regions: ['3402'] }, 'https://example.org')
    expect(far).toMatchObject({ status: 403, body: { slug: 'subscription-out-of-scope' } })
    expect(await ask({}, 'file:///etc/passwd')).toMatchObject({ status: 422, body: { slug: 'webhook-url-not-http' } })
    expect(await ask({})).toMatchObject({ status: 422, body: { slug: 'webhook-url-missing' } })
    const auditor = await services.as({ role: 'auditor' })
    expect((await auditor.post('/api/v1/alerts/subscriptions', {})).status).toBe(403)
  })

  it('are made once per idempotency key', async () => {
    const hanna = await speaker('hanna')
    const body = { name: 'x', ...anyAlert, channel: { kind: 'webhook', url: 'https://example.org/hook' } }
    const key = { 'idempotency-key': randomUUID() }
    const first = await hanna.post('/api/v1/alerts/subscriptions', body, key)
    const again = await hanna.post('/api/v1/alerts/subscriptions', body, key)
    expect(again.body).toEqual(first.body)
    const other = await hanna.post('/api/v1/alerts/subscriptions', { ...body, name: 'y' }, key)
    expect(other).toMatchObject({ status: 422, body: { slug: 'idempotency-key-reused' } })
  })
})
