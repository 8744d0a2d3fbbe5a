import { Logger } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { eventually, startTestIssuer, type TestIssuer } from '@zhuji/testing'
import { SomeService } from './fixtures/some-service.adapter.js'
import { openGateway } from './gateway.adapter.js'
import { readGatewayConfig } from './gateway.config.js'

const MEBIBYTE = 1024 * 1024

describe('the gateway', () => {
  let issuer: TestIssuer
  let first: SomeService
  let second: SomeService
  let gateway: NestFastifyApplication
  let origin: string

  beforeEach(async () => {
    Logger.overrideLogger(false)
    issuer = await startTestIssuer()
    first = await new SomeService().start()
    second = await new SomeService().start()
    const one = first.origin
    const environment = { OIDC_ISSUER: issuer.issuer, OIDC_JWKS_URL: issuer.jwksUrl, LOG_LEVEL: 'fatal' }
    const others = { MILESTONES_URL: one, FUNDING_URL: one, ALERTS_URL: one, DASHBOARDS_URL: one }
    const config = { ...environment, ...others, REGISTRY_URL: `${one},${second.origin}` }
    gateway = await openGateway(readGatewayConfig(config))
    await gateway.listen(0, '127.0.0.1')
    origin = await gateway.getUrl()
  })

  afterEach(async () => {
    await gateway?.close()
    for (const each of [first, second, issuer]) await each?.stop()
  })

  const ask = async (path: string, init?: RequestInit) => {
    const answer = await fetch(origin + path, init)
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const command = { method: 'POST', body: '{"code":"34"}', headers: { 'content-type': 'application/json' } }

  describe('while the services answer', () => {
    it('hands a request on as it came, and says where it came from and under which id', async () => {
      const headers = {
        ...command.headers,
        'idempotency-key': 'k-1',
        'x-correlation-id': 'walk-7',
        'x-forwarded-for': '8.8.8.8',
      }
      const { headers: answered } = await ask('/api/v1/funding/entries?dryRun=true', { ...command, headers })
      expect(first.seen).toEqual([
        expect.objectContaining({ method: 'POST', url: '/api/v1/funding/entries?dryRun=true', body: '{"code":"34"}' }),
      ])
      expect(first.seen[0]?.headers).toMatchObject({
        'content-type': 'application/json',
        'idempotency-key': 'k-1',
        'x-correlation-id': 'walk-7',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': new URL(origin).host,
      })
      expect(answered.get('x-correlation-id')).toBe('walk-7')
    })

    it('takes instances in turn', async () => {
      const answers = [await ask('/api/v1/registry/regions'), await ask('/api/v1/registry/regions')]
      expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([first.origin, second.origin]))
    })

    it('passes an event on when it happens, and lets go of the service when the reader leaves', async () => {
      let hasLeft = false
      first.behaviour = (request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n')
        request.on('close', () => (hasLeft = true))
      }
      const reader = new AbortController()
      const answer = await fetch(`${origin}/api/v1/alerts/stream`, { signal: reader.signal })
      const chunk = await answer.body!.getReader().read()
      expect(new TextDecoder().decode(chunk.value)).toBe('data: one\n\n')
      reader.abort()
      await eventually(() => expect(hasLeft).toBe(true), { describe: 'the service is let go of' })
    })

    it('streams an upload through that is larger than what it would keep itself', async () => {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(3 * MEBIBYTE).fill(65)]), 'photo.jpg')
      expect((await ask('/api/v1/milestones/evidence', { method: 'POST', body: form })).status).toBe(200)
      expect(first.seen[0]?.body.length).toBeGreaterThan(3 * MEBIBYTE)
    })

    it('refuses any other body beyond the limit by itself', async () => {
      const large = { ...command, body: JSON.stringify({ text: 'x'.repeat(2 * MEBIBYTE) }) }
      const { status, text } = await ask('/api/v1/registry/regions', large)
      expect([status, JSON.parse(text)]).toEqual([413, expect.objectContaining({ slug: 'body-too-large' })])
      expect(first.seen).toEqual([])
    })

    it('passes a refusal on as the service worded it', async () => {
      first.behaviour = (_, response) =>
        response.writeHead(422, { 'content-type': 'application/problem+json', etag: '"3"' }).end('{"slug":"no"}')
      const { status, headers, text } = await ask('/api/v1/funding/entries', command)
      expect([status, headers.get('etag'), text]).toEqual([422, '"3"', '{"slug":"no"}'])
    })

    it('describes them all in one document', async () => {
      first.behaviour = (_, response) =>
        response.end(JSON.stringify({ openapi: '3.0.0', info: { title: 'x', version: '1' }, paths: { '/a': {} } }))
      second.behaviour = first.behaviour
      expect(JSON.parse((await ask('/api/openapi.json')).text)).toMatchObject({
        info: { title: 'zhuji' },
        paths: { '/a': {} },
      })
    })

    it('says how many instances of each are ready', async () => {
      const { status, text } = await ask('/health/services')
      expect([status, JSON.parse(text).ready]).toEqual([200, true])
      expect(JSON.parse(text).services).toContainEqual({ service: 'registry', ready: 2, instances: 2 })
    })
  })

  describe('while an instance is gone', () => {
    it('sends everything to the other, bodies included', async () => {
      await first.stop()
      for (let turn = 0; turn < 4; turn++) expect((await ask('/api/v1/registry/regions', command)).status).toBe(200)
      expect(second.seen.map(({ body }) => body)).toEqual(Array(4).fill(command.body))
    })

    it('sends a command that was cut before its answer to the other, under the same key', async () => {
      first.behaviour = (request) => request.socket.destroy()
      const headers = { ...command.headers, 'idempotency-key': 'k-2' }
      const answers = [1, 2].map(() => ask('/api/v1/registry/regions', { ...command, headers }))
      for (const { status } of await Promise.all(answers)) expect(status).toBe(200)
      expect(second.seen.map((seen) => seen.headers['idempotency-key'])).toEqual(['k-2', 'k-2'])
      expect(first.seen).toHaveLength(1)
    })

    it('does not repeat a deletion that may have been done', async () => {
      for (const each of [first, second]) each.behaviour = (request) => request.socket.destroy()
      const { status } = await ask('/api/v1/registry/programmes/1', { method: 'DELETE' })
      expect([status, first.seen.length + second.seen.length]).toEqual([503, 1])
    })
  })

  describe('while a whole service is gone', () => {
    beforeEach(() => first.stop())

    it.each([
      ['zh-CN', '服务 funding 暂时无法访问，请稍后重试。'],
      ['en', 'The service funding cannot be reached right now; please retry later.'],
    ])('asks to come back, in %s', async (language, detail) => {
      const headers = { ...command.headers, 'accept-language': language }
      const { status, headers: answered, text } = await ask('/api/v1/funding/entries', { ...command, headers })
      expect([status, answered.get('retry-after')]).toEqual([503, '2'])
      expect(answered.get('content-type')).toMatch('application/problem+json')
      expect(JSON.parse(text)).toMatchObject({ slug: 'service-away', detail, figures: { service: 'funding' } })
    })

    it('stays ready itself, and names what is away where that is asked', async () => {
      expect((await ask('/health/ready')).status).toBe(200)
      const { status, text } = await ask('/health/services')
      expect([status, JSON.parse(text).ready]).toEqual([503, false])
      expect(JSON.parse(text).services).toContainEqual({ service: 'funding', ready: 0, instances: 1 })
    })
  })

  it('knows callers by the configured issuer alone: no accounts of its own', async () => {
    expect((await ask('/oidc/jwks')).status).toBe(404)
    expect((await ask('/api/v1/session')).status).toBe(401)
    const authorization = `Bearer ${await issuer.tokenFor({ role: 'auditor' })}`
    expect((await ask('/api/v1/session', { headers: { authorization } })).status).toBe(200)
  })
})
