import { PaymentsService } from './fixtures/payments-service.adapter.js'

describe('a question over HTTP', () => {
  const service = new PaymentsService()
  const call = service.call.bind(service)

  beforeAll(() => service.start())
  afterAll(() => service.stop())

  describe('a list', () => {
    it('is read page by page to its end', async () => {
      const seen: number[] = []
      let cursor = ''
      for (let page = 0; page < 5; page++) {
        const { body } = await call(`/api/v1/payments?limit=2${cursor && `&cursor=${cursor}`}`, {
          token: service.finance,
        })
        seen.push(...body.items)
        if (body.next === null) break
        cursor = body.next
      }
      expect(seen).toEqual([1, 2, 3, 4, 5])
    })

    it('converts what its query declares', async () => {
      const { body } = await call('/api/v1/payments?open=true&kinds=school&level=3', { token: service.finance })
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
      const { status, body } = await call(`/api/v1/payments?${query}`, { token: service.finance })
      expect(status).toBe(400)
      expect(body.errors).toEqual([expect.objectContaining({ field, rule })])
    })

    it.each(['x', '%7B', Buffer.from('{"row":"1"}').toString('base64url'), Buffer.from('null').toString('base64url')])(
      'refuses the cursor %s',
      async (cursor) => {
        const { status, body } = await call(`/api/v1/payments?cursor=${cursor}`, { token: service.finance })
        expect([status, body.slug]).toEqual([400, 'cursor-invalid'])
      },
    )
  })
})
