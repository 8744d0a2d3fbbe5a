import { payment, PaymentsService } from './fixtures/payments-service.adapter.js'

describe('a request body', () => {
  const service = new PaymentsService()
  const command = service.command.bind(service)

  beforeAll(() => service.start())
  afterAll(() => service.stop())

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
      ['no JSON', '{"a":', { slug: 'json-malformed', status: 400 }],
      ['an empty body', '', { slug: 'json-malformed', status: 400 }],
      ['a poisoned prototype', '{"__proto__":{"admin":true}}', { slug: 'json-malformed', status: 400 }],
      [
        'a poisoned constructor',
        '{"constructor":{"prototype":{"admin":true}}}',
        { slug: 'json-malformed', status: 400 },
      ],
      ['a list', '[]', { slug: 'request-invalid', status: 400 }],
      ['a text', '"x"', { slug: 'request-invalid', status: 400 }],
      ['null', 'null', { slug: 'request-invalid', status: 400 }],
      ['too much', JSON.stringify('x'.repeat(5000)), { slug: 'body-too-large', status: 413 }],
      ['a deep nest', `${'['.repeat(1500)}${']'.repeat(1500)}`, { slug: 'json-too-deep', status: 400 }],
    ])('answers %s with a problem', async (_, text, expected) => {
      const answer = await command('/api/v1/payments', text)
      expect(answer.body).toMatchObject(expected)
      expect(answer.status).toBe(expected.status)
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
})
