import { mayRepeat, pendingFor } from './submission.js'

describe('a submission', () => {
  const keys = ['a', 'b']
  const newKey = () => keys.shift()!

  it('keeps its key until its content is another', () => {
    const first = pendingFor(undefined, '{"amountFen":1}', newKey)
    expect(pendingFor(first, '{"amountFen":1}', newKey)).toBe(first)
    expect(pendingFor(first, '{"amountFen":2}', newKey).key).toBe('b')
  })

  it('is repeated when nobody knows whether it arrived, and never when it was refused', () => {
    expect(mayRepeat('no-answer', '')).toBe(true)
    expect(mayRepeat(503, 'unavailable')).toBe(true)
    expect(mayRepeat(409, 'request-in-flight')).toBe(true)
    expect(mayRepeat(409, 'stale')).toBe(false)
    expect(mayRepeat(422, 'funds-not-in-place')).toBe(false)
    expect(mayRepeat(undefined, '')).toBe(false)
  })
})
