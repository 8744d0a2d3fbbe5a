import { Body, Controller, Get, HttpCode, Module, Post, Query, Sse, UnauthorizedException } from '@nestjs/common'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DomainError, refuse } from '@zhuji/kernel'
import { startTestIssuer, type TestIssuer } from '@zhuji/testing'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Observable } from 'rxjs'
import { z } from 'zod'
import { assertAllowed, assertVisible } from '../auth/object-scope.js'
import { Permission, Public } from '../auth/permission.decorator.js'
import { routesOf } from '../auth/routes.adapter.js'
import { platformConfig } from '../config/platform.config.js'
import { readConfig } from '../config/read.config.js'
import { HealthChecks } from '../health/health-checks.adapter.js'
import { JsonLogger } from '../logging/json-logger.adapter.js'
import { correlationId } from '../logging/request-context.adapter.js'
import { Metrics } from '../metrics/metrics.adapter.js'
import { Caller } from './caller.decorator.js'
import { CommandRoute } from './command-route.decorator.js'
import { decodeCursor, pageOf } from './cursor.js'
import { requireIfMatch } from './etag.js'
import { BooleanField, CountField, FenField, NumberField, PercentField } from './fields/number.decorator.js'
import { NestedField, UnitBody, UnitField } from './fields/nested.decorator.js'
import { ChoiceField, DayField, IdField, InstantField, TextField } from './fields/text.decorator.js'
import { createHttpApp } from './http-app.adapter.js'
import { IdParam } from './id-param.decorator.js'
import { registerMessages } from './messages.js'
import { PageQuery } from './page.decorator.js'
import { VersionedAnswer } from './versioned-answer.decorator.js'

class CapacityBody {
  @ChoiceField(['school-place', 'hospital-bed'])
  kind: string

  @NumberField({ min: 0, max: 1_000_000 })
  amount: number
}

class PaymentBody {
  @TextField({ max: 20, example: '凭证 1' })
  documentNumber: string

  @FenField({ positive: true })
  amountFen: number

  @PercentField({ optional: true, nullable: true })
  physicalPercent?: number | null

  @DayField()
  occurredOn: string

  @InstantField({ optional: true })
  takenAt?: string

  @IdField({ optional: true, array: { max: 2 } })
  fileIds?: string[]

  @UnitField({ optional: true })
  owner?: UnitBody

  @NestedField(() => CapacityBody, { optional: true, array: { min: 1, max: 3 } })
  capacity?: CapacityBody[]
}

class RowsQuery extends PageQuery {
  @BooleanField({ optional: true, query: true })
  open?: boolean

  @ChoiceField(['school', 'health'], { optional: true, query: true, array: { max: 5 } })
  kinds?: string[]

  @CountField({ optional: true, query: true, max: 9 })
  level?: number
}

const figures = { source: '专项债', inPlaceFen: 1_234_567_890, amountFen: 2_000_000 }

registerMessages({
  'spec-funds-missing': {
    zh: '{source} 到位 {inPlaceFen}，不足以支付 {amountFen}。',
    en: '{source}: {inPlaceFen} in place do not cover {amountFen}.',
  },
})

@Controller('api/v1/payments')
class PaymentsController {
  @Post()
  @Permission('funding.post')
  @CommandRoute()
  post(@Body() body: PaymentBody, @Caller() caller: Caller) {
    return {
      body,
      isNested: body.capacity?.[0] instanceof CapacityBody,
      person: caller.principal.person,
      key: caller.idempotencyKey,
      fingerprint: caller.fingerprint,
      correlationId: correlationId(),
    }
  }

  @Post('refused')
  @Permission('funding.post')
  @CommandRoute()
  refuse() {
    return refuse('spec-funds-missing', figures, 'amountFen')
  }

  @Get()
  @Permission('funding.read')
  list(@Query() query: RowsQuery) {
    const after = decodeCursor(query.cursor, z.object({ row: z.int() }))?.row ?? 0
    const rows = [1, 2, 3, 4, 5].filter((row) => row > after).slice(0, query.limit + 1)
    return { ...pageOf(rows, query.limit, (row) => ({ row })), query }
  }

  @Get('one/:paymentId')
  @Permission('funding.read')
  @VersionedAnswer()
  one(@IdParam('paymentId') paymentId: string, @Caller() caller: Caller) {
    assertVisible(caller.principal, 'funding.read', { regionCodes: ['34', '3401', '340104'] })
    return { paymentId, version: 7 }
  }

  @Post('one/:paymentId/reversal')
  @HttpCode(200)
  @Permission('funding.reverse')
  @CommandRoute()
  reverse(@Caller() caller: Caller) {
    assertAllowed(caller.principal, 'funding.reverse', { regionCodes: ['34', '3402'] })
    const seen = requireIfMatch(caller)
    if (seen !== 7) throw new DomainError('stale', 'version-stale', { figures: { seen, now: 7 } })
    return { seen }
  }

  @Get('broken')
  @Public()
  broken(): never {
    throw new Error('password=hunter2 at /etc/secret')
  }

  @Get('database-away')
  @Public()
  away(): never {
    throw Object.assign(new Error('terminating connection'), { driverError: { code: '57P01' } })
  }

  @Get('refused-by-nest')
  @Public()
  nest(): never {
    throw new UnauthorizedException()
  }

  @Sse('stream')
  @Public()
  stream() {
    return new Observable((subscriber) => subscriber.next({ data: 'first' }))
  }
}

@Module({ controllers: [PaymentsController] })
class PaymentsModule {}

@Controller('api/v1/forgotten')
class ForgottenController {
  @Get('one')
  one() {
    return 1
  }

  @Post('two')
  two() {
    return 2
  }
}

@Module({ controllers: [ForgottenController] })
class ForgottenModule {}

const quiet = () => new JsonLogger({ level: 'fatal', service: 'spec' })

function configFor(issuer: TestIssuer, more: Record<string, string> = {}) {
  return readConfig(platformConfig, { OIDC_ISSUER: issuer.issuer, BODY_LIMIT_BYTES: '4096', ...more })
}

describe('a service behind the edge', () => {
  let issuer: TestIssuer
  let app: NestFastifyApplication
  let origin: string
  let finance: string
  const lines: string[] = []

  beforeAll(async () => {
    issuer = await startTestIssuer()
    const logger = new JsonLogger({
      level: 'debug',
      service: 'spec',
      destination: { write: (line: string) => void lines.push(line) },
    })
    app = await createHttpApp(PaymentsModule, { title: 'Payments', config: configFor(issuer), logger })
    await app.listen(0, '127.0.0.1')
    origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`
    finance = await issuer.tokenFor({ role: 'finance', person: 'li', regions: ['3401'] })
  })

  afterAll(async () => {
    await app?.close()
    await issuer?.stop()
  })

  async function call(path: string, init: RequestInit & { token?: string } = {}) {
    const headers = new Headers(init.headers)
    if (init.token) headers.set('authorization', `Bearer ${init.token}`)
    const response = await fetch(`${origin}${path}`, { ...init, headers })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }

  function command(path: string, body: unknown, headers: Record<string, string> = {}) {
    return call(path, {
      method: 'POST',
      token: finance,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1', ...headers },
    })
  }

  const payment = { documentNumber: 'A-1', amountFen: 100, occurredOn: '2026-03-02' }

  describe('a good command', () => {
    it('reaches the handler with its caller, typed nested bodies and its correlation id', async () => {
      const body = { ...payment, capacity: [{ kind: 'school-place', amount: 1620 }] }
      const answer = await command('/api/v1/payments', body, { 'x-correlation-id': 'trace-1' })
      expect(answer.status).toBe(201)
      expect(answer.body).toMatchObject({ body, isNested: true, person: 'li', key: 'key-1', correlationId: 'trace-1' })
      expect(answer.headers.get('x-correlation-id')).toBe('trace-1')
    })

    it('has the fingerprint of its body', async () => {
      const first = await command('/api/v1/payments', payment)
      const again = await command('/api/v1/payments', payment)
      const other = await command('/api/v1/payments', { ...payment, amountFen: 101 })
      expect(again.body.fingerprint).toBe(first.body.fingerprint)
      expect(other.body.fingerprint).not.toBe(first.body.fingerprint)
    })

    it('gets a fresh correlation id when its own could do harm', async () => {
      const answer = await command('/api/v1/payments', payment, { 'x-correlation-id': 'a b{}' })
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/)
    })
  })

  describe('a body that breaks its form', () => {
    it('names every field with rule, figures and a sentence in Chinese', async () => {
      const { status, headers, body } = await command('/api/v1/payments', {
        documentNumber: 'x'.repeat(21),
        amountFen: 0,
        physicalPercent: 100.00001,
        occurredOn: '2026-02-30',
        fileIds: ['no'],
        takenAt: 'yesterday',
        owner: [],
        capacity: [{ kind: 'boarding-bed', amount: '12' }],
        extra: 1,
      })
      expect(status).toBe(400)
      expect(headers.get('content-type')).toContain('application/problem+json')
      expect(headers.get('content-language')).toBe('zh-CN')
      expect(body).toMatchObject({ slug: 'request-invalid', title: '请求有误', instance: '/api/v1/payments' })
      const byField = new Map(body.errors.map((fault: { field: string }) => [fault.field, fault]))
      expect(byField.get('documentNumber')).toMatchObject({ rule: 'text-length', figures: { min: 1, max: 20 } })
      expect(byField.get('amountFen')).toMatchObject({ rule: 'amount-fen', figures: { minFen: 1 } })
      expect(byField.get('physicalPercent')).toMatchObject({ rule: 'percent-range' })
      expect(byField.get('occurredOn')).toMatchObject({ rule: 'not-a-day' })
      expect(byField.get('fileIds')).toMatchObject({ rule: 'not-an-id' })
      expect(byField.get('takenAt')).toMatchObject({ rule: 'not-an-instant' })
      expect(byField.get('owner')).toMatchObject({ rule: 'not-an-object' })
      expect(byField.get('capacity[0].kind')).toMatchObject({
        rule: 'not-a-choice',
        message: '应为以下之一：school-place, hospital-bed。',
      })
      expect(byField.get('capacity[0].amount')).toMatchObject({ rule: 'number-range' })
      expect(byField.get('extra')).toMatchObject({ rule: 'unknown-field' })
      expect(body.errors).toHaveLength(10)
    })

    it('says so in English when asked', async () => {
      const { body } = await command('/api/v1/payments', {}, { 'accept-language': 'en-GB,zh;q=0.5' })
      expect(body.title).toBe('Invalid request')
      expect(body.errors).toContainEqual({ field: 'amountFen', rule: 'required', figures: {}, message: 'Required.' })
    })

    it.each([
      ['NUL', 'a\u0000b', 'text-control-character'],
      ['half a character', 'a\ud800', 'text-control-character'],
      ['blanks', '   ', 'text-blank'],
      ['a number', 5, 'not-text'],
      ['nothing', '', 'text-length'],
    ])('refuses %s as text', async (_, documentNumber, rule) => {
      const { status, body } = await command('/api/v1/payments', { ...payment, documentNumber })
      expect(status).toBe(400)
      expect(body.errors).toEqual([expect.objectContaining({ field: 'documentNumber', rule })])
    })

    it('lets null clear what may be null', async () => {
      const { status } = await command('/api/v1/payments', { ...payment, physicalPercent: null })
      expect(status).toBe(201)
    })

    it.each([
      ['no JSON', '{"a":', 'json-malformed', 400],
      ['an empty body', '', 'json-malformed', 400],
      ['a poisoned prototype', '{"__proto__":{"admin":true}}', 'json-malformed', 400],
      ['a poisoned constructor', '{"constructor":{"prototype":{"admin":true}}}', 'json-malformed', 400],
      ['a list', '[]', 'request-invalid', 400],
      ['a text', '"x"', 'request-invalid', 400],
      ['null', 'null', 'request-invalid', 400],
      ['too much', JSON.stringify('x'.repeat(5000)), 'body-too-large', 413],
      ['a deep nest', `${'['.repeat(1500)}${']'.repeat(1500)}`, 'json-too-deep', 400],
    ])('answers %s with a problem', async (_, text, slug, status) => {
      const answer = await command('/api/v1/payments', text)
      expect(answer.body).toMatchObject({ status, slug })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    })

    it('names the limit of a body that is too large', async () => {
      const { body } = await command('/api/v1/payments', JSON.stringify('x'.repeat(5000)))
      expect(body.figures).toEqual({ maxBytes: 4096 })
    })

    it('refuses a media type it does not read', async () => {
      const { status, body } = await command('/api/v1/payments', 'a=1', { 'content-type': 'text/csv' })
      expect([status, body.slug]).toEqual([415, 'media-type-unsupported'])
    })
  })

  describe('a broken rule', () => {
    it('is told with its figures as Chinese readers read money', async () => {
      const { status, body } = await command('/api/v1/payments/refused', {})
      expect(status).toBe(422)
      expect(body).toMatchObject({ slug: 'spec-funds-missing', figures, type: '/problems/spec-funds-missing' })
      expect(body.detail).toBe('专项债 到位 1,234.56789 万元，不足以支付 2.00 万元。')
      expect(body.errors[0]).toMatchObject({ field: 'amountFen', rule: 'spec-funds-missing' })
    })

    it('is told in English as plain amounts', async () => {
      const { body } = await command('/api/v1/payments/refused', {}, { 'accept-language': 'en' })
      expect(body.detail).toBe('专项债: CNY 12,345,678.90 in place do not cover CNY 20,000.00.')
    })
  })

  describe('identity', () => {
    it('asks a stranger to sign in', async () => {
      const { status, headers, body } = await call('/api/v1/payments')
      expect([status, body.slug]).toEqual([401, 'token-missing'])
      expect(headers.get('www-authenticate')).toBe('Bearer realm="zhuji"')
    })

    it('refuses a token that is none, also in the query string', async () => {
      expect((await call('/api/v1/payments', { token: 'nonsense' })).body.slug).toBe('token-invalid')
      expect((await call(`/api/v1/payments?access_token=${finance}`)).status).toBe(401)
    })

    it('refuses a role without the permission', async () => {
      const token = await issuer.tokenFor({ role: 'auditor' })
      const { status, body } = await call('/api/v1/payments', { method: 'POST', token })
      expect([status, body.slug]).toEqual([403, 'permission-missing'])
      expect(body.figures).toEqual({ permission: 'funding.post', role: 'auditor' })
    })

    it('refuses a command on an object out of scope and hides it from reads', async () => {
      const id = '0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10'
      const write = await command(`/api/v1/payments/one/${id}/reversal`, {}, { 'if-match': '"7"' })
      expect([write.status, write.body.slug]).toEqual([403, 'out-of-scope'])
      const elsewhere = await issuer.tokenFor({ role: 'finance', regions: ['3402'] })
      const read = await call(`/api/v1/payments/one/${id}`, { token: elsewhere })
      expect([read.status, read.body.slug]).toEqual([404, 'not-found'])
    })
  })

  describe('headers of commands', () => {
    it.each([
      ['', 'idempotency-key-missing'],
      ['a b', 'idempotency-key-malformed'],
      ['x'.repeat(129), 'idempotency-key-malformed'],
    ])('refuses the key "%s"', async (key, slug) => {
      const { status, body } = await command('/api/v1/payments', payment, { 'idempotency-key': key })
      expect([status, body.slug]).toEqual([400, slug])
    })

    it.each([
      [undefined, 428, 'if-match-required'],
      ['7', 400, 'if-match-malformed'],
      ['*', 400, 'if-match-malformed'],
      ['W/"7"', 400, 'if-match-malformed'],
      ['"6"', 412, 'version-stale'],
      ['"7"', 200, undefined],
    ])('answers If-Match %s', async (ifMatch, status, slug) => {
      const token = await issuer.tokenFor({ role: 'administrator' })
      const headers = { 'idempotency-key': 'k', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) }
      const path = '/api/v1/payments/one/0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10/reversal'
      const answer = await call(path, { method: 'POST', token, headers })
      expect([answer.status, answer.body.slug]).toEqual([status, slug])
    })

    it('sends the version as ETag', async () => {
      const { headers, body } = await call('/api/v1/payments/one/0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10', {
        token: finance,
      })
      expect(headers.get('etag')).toBe('"7"')
      expect(body.version).toBe(7)
    })

    it('refuses an id that is none', async () => {
      const { status, body } = await call('/api/v1/payments/one/42', { token: finance })
      expect([status, body.slug, body.errors[0].field]).toEqual([400, 'id-invalid', 'paymentId'])
    })
  })

  describe('a list', () => {
    it('is read page by page to its end', async () => {
      const seen: number[] = []
      let cursor = ''
      for (let page = 0; page < 5; page++) {
        const { body } = await call(`/api/v1/payments?limit=2${cursor && `&cursor=${cursor}`}`, { token: finance })
        seen.push(...body.items)
        if (body.next === null) break
        cursor = body.next
      }
      expect(seen).toEqual([1, 2, 3, 4, 5])
    })

    it('converts what its query declares', async () => {
      const { body } = await call('/api/v1/payments?open=true&kinds=school&level=3', { token: finance })
      expect(body.query).toEqual({ limit: 50, open: true, kinds: ['school'], level: 3 })
    })

    it.each([
      ['limit=0', 'limit', 'count-range'],
      ['limit=201', 'limit', 'count-range'],
      ['limit=1&limit=2', 'limit', 'count-range'],
      ['limit=1e2', 'limit', 'count-range'],
      ['open=yes', 'open', 'not-a-boolean'],
      ['sort=x', 'sort', 'unknown-field'],
      ['kinds=sport', 'kinds', 'not-a-choice'],
    ])('refuses %s', async (query, field, rule) => {
      const { status, body } = await call(`/api/v1/payments?${query}`, { token: finance })
      expect(status).toBe(400)
      expect(body.errors).toEqual([expect.objectContaining({ field, rule })])
    })

    it.each(['x', '%7B', Buffer.from('{"row":"1"}').toString('base64url'), Buffer.from('null').toString('base64url')])(
      'refuses the cursor %s',
      async (cursor) => {
        const { status, body } = await call(`/api/v1/payments?cursor=${cursor}`, { token: finance })
        expect([status, body.slug]).toEqual([400, 'cursor-invalid'])
      },
    )
  })

  describe('faults', () => {
    it('gives away nothing of what is unexpected, and logs it with its correlation id', async () => {
      const { status, text, body } = await call('/api/v1/payments/broken', {
        headers: { 'x-correlation-id': 'find-me' },
      })
      expect([status, body.slug, body.correlationId]).toEqual([500, 'unexpected-error', 'find-me'])
      expect(text).not.toMatch(/hunter2|secret/)
      const line = lines
        .map((text) => JSON.parse(text))
        .find((entry) => entry.correlationId === 'find-me' && entry.level === 'error')
      expect(line).toMatchObject({ correlationId: 'find-me', context: 'ProblemFilter' })
      expect(JSON.stringify(line)).toContain('http-app.int.spec')
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
        const broken = httpRequest(`${origin}/health/live`, { headers: { 'content-length': '10' }, method: 'POST' })
        broken.on('error', () => resolve()).on('close', () => resolve())
        broken.write('x')
        broken.destroy()
      })
      expect((await call('/health/live')).status).toBe(200)
    })
  })

  describe('itself', () => {
    it('says it lives, and is ready only while its checks hold', async () => {
      const release = app.get(HealthChecks).register('spec database', () => Promise.reject(new Error('away')))
      expect((await call('/health/live')).body).toEqual({ live: true })
      const away = await call('/health/ready')
      expect([away.status, away.body]).toEqual([503, { ready: false, failing: ['spec database'] }])
      release()
      expect((await call('/health/ready')).body).toEqual({ ready: true, failing: [] })
    })

    it('counts requests by route template and carries the gauges of others', async () => {
      app.get(Metrics).gauge({ name: 'zhuji_spec_lag_events', help: 'spec' }).set(3)
      const { status, text } = await call('/metrics')
      expect(status).toBe(200)
      expect(text).toContain('zhuji_spec_lag_events 3')
      expect(text).toMatch(/duration_seconds_count\{[^}]*route="\/api\/v1\/payments\/one\/:paymentId"/)
      expect(text).toContain('process_cpu_seconds_total')
    })

    it('documents every operation, and its problems, for readers without a network', async () => {
      const { body } = await call('/api/openapi.json')
      const operation = body.paths['/api/v1/payments'].post
      expect(operation.operationId).toBe('Payments.post')
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
      const routes = routesOf(app)
      expect(routes).toContainEqual({
        method: 'POST',
        path: 'api/v1/payments',
        handler: 'PaymentsController.post',
        access: 'funding.post',
        command: true,
      })
      expect(routes.find(({ path }) => path === 'health/live')?.access).toBe('public')
    })

    it('never writes a token to its log', () => {
      expect(lines.length).toBeGreaterThan(10)
      expect(lines.join('')).not.toContain(finance.slice(0, 40))
    })
  })
})

describe('a service that cannot start', () => {
  it('names the routes nobody decided about', async () => {
    const issuer = await startTestIssuer()
    const start = createHttpApp(ForgottenModule, { title: 'Forgotten', config: configFor(issuer), logger: quiet() })
    await expect(start).rejects.toThrow(/GET \/api\/v1\/forgotten\/one[\s\S]*POST \/api\/v1\/forgotten\/two/)
    await issuer.stop()
  })

  it('wants to know its issuer', async () => {
    const config = readConfig(platformConfig, {})
    await expect(createHttpApp(PaymentsModule, { title: 'Nobody', config })).rejects.toThrow(/OIDC_ISSUER/)
  })
})

describe('a service with limits', () => {
  let issuer: TestIssuer
  let app: NestFastifyApplication

  beforeAll(async () => {
    issuer = await startTestIssuer()
    const more = { REQUESTS_PER_MINUTE: '3', METRICS_TOKEN: 'a-long-metrics-token' }
    app = await createHttpApp(PaymentsModule, { title: 'Limited', config: configFor(issuer, more), logger: quiet() })
    await app.listen(0, '127.0.0.1')
  })

  afterAll(async () => {
    await app?.close()
    await issuer?.stop()
  })

  const get = async (path: string, token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const { port } = app.getHttpServer().address() as AddressInfo
    return fetch(`http://127.0.0.1:${port}${path}`, { headers })
  }

  it('asks a person who calls too often to wait, and nobody else', async () => {
    const eager = await issuer.tokenFor({ role: 'administrator', person: 'eager' })
    const calm = await issuer.tokenFor({ role: 'administrator', person: 'calm' })
    const statuses = []
    for (let call = 0; call < 4; call++) statuses.push((await get('/api/v1/payments', eager)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await get('/api/v1/payments', eager)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ slug: 'too-many-requests', figures: { limit: 3 } })
    expect((await get('/api/v1/payments', calm)).status).toBe(200)
    for (let call = 0; call < 5; call++) expect((await get('/health/live', calm)).status).toBe(200)
  })

  it('shows its figures only to the metrics token or an operator', async () => {
    const supervisor = await issuer.tokenFor({ role: 'supervisor' })
    const operator = await issuer.tokenFor({ role: 'administrator' })
    expect((await get('/metrics', 'wrong')).status).toBe(401)
    expect((await get('/metrics', supervisor)).status).toBe(403)
    expect((await get('/metrics', operator)).status).toBe(200)
  })

  it('lets event streams go when it stops', async () => {
    const { port } = app.getHttpServer().address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/payments/stream`)
    const reader = answer.body!.getReader()
    await reader.read()
    const ended = reader.read().catch(() => ({ done: true }))
    await app.close()
    expect((await ended).done).toBe(true)
  })
})
