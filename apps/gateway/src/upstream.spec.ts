import { Upstream } from './upstream.js'

describe('the instances of a service', () => {
  it('are taken in turn', () => {
    const upstream = new Upstream(['a', 'b', 'c'])
    expect([1, 2, 3, 4].map((ms) => upstream.next(ms))).toEqual(['a', 'b', 'c', 'a'])
  })

  it('are passed over for a second after they could not be reached', () => {
    const upstream = new Upstream(['a', 'b'])
    upstream.noteAway('a', 0)
    expect([1, 2, 999].map((ms) => upstream.next(ms))).toEqual(['b', 'b', 'b'])
    expect([1_000, 1_001].map((ms) => upstream.next(ms))).toContain('a')
  })

  it('are tried all the same when none could be reached', () => {
    const upstream = new Upstream(['a', 'b'])
    upstream.noteAway('a', 0)
    upstream.noteAway('b', 0)
    expect(new Set([1, 2].map((ms) => upstream.next(ms)))).toEqual(new Set(['a', 'b']))
  })

  it('do not get back what they have just failed at, even when the others were away a moment ago', () => {
    const upstream = new Upstream(['a', 'b'])
    upstream.noteAway('a', 0)
    upstream.noteAway('b', 0)
    expect([1, 2, 3].map((ms) => upstream.next(ms, 'b'))).toEqual(['a', 'a', 'a'])
  })

  it('get it back when there is only one', () => {
    expect(new Upstream(['a']).next(0, 'a')).toBe('a')
  })
})
