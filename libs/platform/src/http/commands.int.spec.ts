import { figures } from './fixtures/payments.controller.js'
import { payment, PaymentsService } from './fixtures/payments-service.adapter.js'

describe('a command over HTTP', () => {
  const service = new PaymentsService()
  const call = service.call.bind(service)
  const command = service.command.bind(service)

  beforeAll(() => service.start())
  afterAll(() => service.stop())

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
      expect((await call(`/api/v1/payments?access_token=${service.finance}`)).status).toBe(401)
    })

    it('refuses a role without the permission', async () => {
      const token = await service.issuer.tokenFor({ role: 'auditor' })
      const { status, body } = await call('/api/v1/payments', { method: 'POST', token })
      expect([status, body.slug]).toEqual([403, 'permission-missing'])
      expect(body.figures).toEqual({ permission: 'funding.post', role: 'auditor' })
    })

    it('refuses a command on an object out of scope and hides it from reads', async () => {
      const id = '0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10'
      const write = await command(`/api/v1/payments/one/${id}/reversal`, {}, { 'if-match': '"7"' })
      expect([write.status, write.body.slug]).toEqual([403, 'out-of-scope'])
      const elsewhere = await service.issuer.tokenFor({ role: 'finance', regions: ['3402'] })
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
      const token = await service.issuer.tokenFor({ role: 'administrator' })
      const headers = { 'idempotency-key': 'k', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) }
      const path = '/api/v1/payments/one/0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10/reversal'
      const answer = await call(path, { method: 'POST', token, headers })
      expect([answer.status, answer.body.slug]).toEqual([status, slug])
    })

    it('sends the version as ETag', async () => {
      const { headers, body } = await call('/api/v1/payments/one/0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10', {
        token: service.finance,
      })
      expect(headers.get('etag')).toBe('"7"')
      expect(body.version).toBe(7)
    })

    it('refuses an id that is none', async () => {
      const { status, body } = await call('/api/v1/payments/one/42', { token: service.finance })
      expect([status, body.slug, body.errors[0].field]).toEqual([400, 'id-invalid', 'paymentId'])
    })
  })
})
