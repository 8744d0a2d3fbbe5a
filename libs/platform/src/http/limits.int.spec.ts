import { PaymentsService } from './fixtures/payments-service.adapter.js'

describe('a service with limits', () => {
  const service = new PaymentsService()
  const get = (path: string, token: string) => service.call(path, { token })

  beforeAll(() => service.start({ REQUESTS_PER_MINUTE: '3', METRICS_TOKEN: 'a-long-metrics-token' }))
  afterAll(() => service.stop())

  it('asks a person who calls too often to wait, and nobody else', async () => {
    const eager = await service.issuer.tokenFor({ role: 'administrator', person: 'eager' })
    const calm = await service.issuer.tokenFor({ role: 'administrator', person: 'calm' })
    const statuses = []
    for (let call = 0; call < 4; call++) statuses.push((await get('/api/v1/payments', eager)).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    const refused = await get('/api/v1/payments', eager)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body).toMatchObject({ slug: 'too-many-requests', figures: { limit: 3 } })
    expect((await get('/api/v1/payments', calm)).status).toBe(200)
    for (let call = 0; call < 5; call++) expect((await get('/health/live', calm)).status).toBe(200)
  })

  it('shows its figures only to the metrics token or an operator', async () => {
    const supervisor = await service.issuer.tokenFor({ role: 'supervisor' })
    const operator = await service.issuer.tokenFor({ role: 'administrator' })
    expect((await get('/metrics', 'wrong')).status).toBe(401)
    expect((await get('/metrics', supervisor)).status).toBe(403)
    expect((await get('/metrics', operator)).status).toBe(200)
  })

  it('takes the metrics token', async () => {
    expect((await get('/metrics', 'a-long-metrics-token')).status).toBe(200)
  })

  it('lets event streams go when it stops', async () => {
    const answer = await fetch(`${service.origin}/api/v1/payments/stream`)
    const reader = answer.body!.getReader()
    await reader.read()
    const ended = reader.read().catch(() => ({ done: true }))
    await service.app.close()
    expect((await ended).done).toBe(true)
  })
})
