import { request as httpRequest } from 'node:http'
import { startTestIssuer } from '@zhuji/testing'
import { routesOf } from '../auth/routes.adapter.js'
import { platformConfig } from '../config/platform.config.js'
import { readConfig } from '../config/read.config.js'
import { HealthChecks } from '../health/health-checks.adapter.js'
import { JsonLogger } from '../logging/json-logger.adapter.js'
import { Metrics } from '../metrics/metrics.adapter.js'
import { ForgottenModule, PaymentsModule } from './fixtures/payments.controller.js'
import { configFor, PaymentsService } from './fixtures/payments-service.adapter.js'
import { createHttpApp } from './http-app.adapter.js'

describe('a service behind the edge', () => {
  const service = new PaymentsService()
  const call = service.call.bind(service)

  beforeAll(() => service.start())
  afterAll(() => service.stop())

  describe('faults', () => {
    it('gives away nothing of what is unexpected, and logs it with its correlation id', async () => {
      const { status, text, body } = await call('/api/v1/payments/broken', {
        headers: { 'x-correlation-id': 'find-me' },
      })
      expect([status, body.slug, body.correlationId]).toEqual([500, 'unexpected-error', 'find-me'])
      expect(text).not.toMatch(/hunter2|secret/)
      const line = service.lines
        .map((text) => JSON.parse(text))
        .find((entry) => entry.correlationId === 'find-me' && entry.level === 'error')
      expect(line).toMatchObject({ correlationId: 'find-me', context: 'ProblemFilter' })
      expect(JSON.stringify(line)).toContain('payments.controller')
      expect(JSON.stringify(line)).not.toContain('hunter2')
    })

    it('asks to come back when the database is away', async () => {
      const { status, headers, body } = await call('/api/v1/payments/database-away')
      expect([status, headers.get('retry-after'), body.slug]).toEqual([503, '2', 'service-unavailable'])
    })

    it.each([
      ['/nothing-here', 404, 'route-unknown'],
      ['/api/v1/payments/refused-by-nest', 401, 'token-missing'],
      [`/api/v1/payments/one/${'x'.repeat(300)}`, 414, 'url-too-long'],
      ['/%zz', 400, 'request-malformed'],
    ])('answers %s with a problem', async (path, status, slug) => {
      const answer = await call(path)
      expect([answer.status, answer.body?.slug]).toEqual([status, slug])
    })

    it('still answers after a request it could not parse', async () => {
      await new Promise<void>((resolve) => {
        const broken = httpRequest(`${service.origin}/health/live`, {
          headers: { 'content-length': '10' },
          method: 'POST',
        })
        broken.on('error', () => resolve()).on('close', () => resolve())
        broken.write('x')
        broken.destroy()
      })
      expect((await call('/health/live')).status).toBe(200)
    })
  })

  describe('itself', () => {
    it('says it lives, and is ready only while its checks hold', async () => {
      const release = service.app.get(HealthChecks).register('spec database', () => Promise.reject(new Error('away')))
      expect((await call('/health/live')).body).toEqual({ live: true })
      const away = await call('/health/ready')
      expect([away.status, away.body]).toEqual([503, { ready: false, failing: ['spec database'] }])
      release()
      expect((await call('/health/ready')).body).toEqual({ ready: true, failing: [] })
    })

    it('counts requests by route template and carries the gauges of others', async () => {
      service.app.get(Metrics).gauge({ name: 'zhuji_spec_lag_events', help: 'spec' }).set(3)
      await call('/api/v1/payments/one/42', { token: service.finance })
      const { status, text } = await call('/metrics')
      expect(status).toBe(200)
      expect(text).toContain('zhuji_spec_lag_events 3')
      expect(text).toMatch(/duration_seconds_count\{[^}]*route="\/api\/v1\/payments\/one\/:paymentId"/)
      expect(text).toContain('process_cpu_seconds_total')
    })

    it('documents every operation, and its problems, for readers without a network', async () => {
      const { body } = await call('/api/openapi.json')
      const operation = body.paths['/api/v1/payments'].post
      expect(operation.operationId).toBe('Payments.Payments.post')
      expect(operation.responses['4XX'].content['application/problem+json'].schema.$ref).toMatch(/Problem$/)
      expect(operation.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }))
      expect(body.paths['/api/v1/payments/one/{paymentId}'].get.parameters[0].schema.format).toBe('uuid')
      const schema = body.components.schemas.PaymentBody
      expect(schema.required).toEqual(['documentNumber', 'amountFen', 'occurredOn'])
      expect(schema.properties.amountFen).toMatchObject({ type: 'integer', minimum: 1 })
      const viewer = await call('/api')
      expect(viewer.text).toContain('swagger-ui')
      expect(viewer.text).not.toMatch(/https?:\/\//)
      expect((await call('/api/viewer/swagger-ui-bundle.js')).status).toBe(200)
    })

    it('forbids foreign scripts and framing', async () => {
      const { headers } = await call('/health/live')
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self';/)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    })

    it('knows what every route asks for', () => {
      const routes = routesOf(service.app)
      expect(routes).toContainEqual({
        method: 'POST',
        path: 'api/v1/payments',
        handler: 'PaymentsController.post',
        access: 'funding.post',
        command: true,
      })
      expect(routes.find(({ path }) => path === 'health/live')?.access).toBe('public')
    })

    it('never writes a token to its log', async () => {
      await call(`/api/v1/payments?access_token=${service.finance}`, { token: service.finance })
      expect(service.lines.length).toBeGreaterThan(10)
      expect(service.lines.join('')).not.toContain(service.finance.slice(0, 40))
    })
  })
})

describe('a service that cannot start', () => {
  it('names the routes nobody decided about', async () => {
    const issuer = await startTestIssuer()
    const logger = new JsonLogger({ level: 'fatal', service: 'spec' })
    const start = createHttpApp(ForgottenModule, { title: 'Forgotten', config: configFor(issuer), logger })
    await expect(start).rejects.toThrow(/GET \/api\/v1\/forgotten\/one[\s\S]*POST \/api\/v1\/forgotten\/two/)
    await issuer.stop()
  })

  it('wants to know its issuer', async () => {
    const config = readConfig(platformConfig, {})
    await expect(createHttpApp(PaymentsModule, { title: 'Nobody', config })).rejects.toThrow(/OIDC_ISSUER/)
  })
})
