import { DomainError, type DomainErrorKind } from '@zhuji/kernel'
import { isDeeperThan } from './json-depth.js'
import { outcomeOfFault } from './outcome.js'
import { RequestWindows } from './request-windows.js'

describe('the answer to a fault', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['refused', 422],
    ['precondition-required', 428],
    ['too-many', 429],
    ['unavailable', 503],
  ] satisfies [DomainErrorKind, number][])('%s is %d', (kind, status) => {
    expect(outcomeOfFault(new DomainError(kind, 'some-rule'))).toMatchObject({ status, slug: 'some-rule' })
  })

  it.each([
    ['a lost connection', { code: '08006' }],
    ['a restart', { code: '57P01' }],
    ['a process that slept in a transaction', { code: '25P03' }],
    ['a driver error in its wrapper', { driverError: { code: '57P03' } }],
    ['a full disk', { code: '53100' }],
    ['a refused connection among several', { errors: [{ code: 'ECONNREFUSED' }] }],
    ['a cause below a cause', { cause: { cause: { code: 'ECONNRESET' } } }],
    ['a pool that lost its client', new Error('Connection terminated unexpectedly')],
  ])('asks to come back after %s', (_, error) => {
    expect(outcomeOfFault(error)).toMatchObject({ status: 503, retryAfterS: 2 })
  })

  it.each([
    ['a unique violation', { code: '23505' }],
    ['a bug', new TypeError('x')],
    ['nothing', undefined],
    ['a text', 'x'],
  ])('does not excuse %s', (_, error) =>
    expect(outcomeOfFault(error)).toEqual({ status: 500, slug: 'unexpected-error', figures: {} }),
  )

  it('does not follow causes for ever', () => {
    const error: { cause?: unknown } = {}
    error.cause = error
    expect(outcomeOfFault(error).status).toBe(500)
  })
})

describe('the depth of a body', () => {
  it('counts lists and objects', () => {
    expect([isDeeperThan(2, { a: [1] }), isDeeperThan(1, { a: [1] }), isDeeperThan(0, 'x')]).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('calls per minute', () => {
  it('are counted per caller and start afresh after a minute', () => {
    const windows = new RequestWindows()
    expect([1, 2, 3].map(() => windows.hit('li', 2, 0))).toEqual([0, 0, 60])
    expect(windows.hit('wang', 2, 0)).toBe(0)
    expect(windows.hit('li', 2, 59_500)).toBe(1)
    expect(windows.hit('li', 2, 60_000)).toBe(0)
  })

  it('are counted in bounded memory', () => {
    const windows = new RequestWindows(2)
    for (const caller of ['a', 'b', 'c']) windows.hit(caller, 1, 0)
    expect(windows.hit('a', 1, 0)).toBe(0)
  })
})
