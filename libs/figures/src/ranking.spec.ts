import { rankingOf } from './ranking.js'

const values = (values: Readonly<Record<string, number | null>>) =>
  Object.entries(values).map(([id, value]) => ({ id, value }))

describe('a ranking', () => {
  it('names the place, the place before and the change', () => {
    const ranking = rankingOf(values({ east: 80, west: 95, south: 60 }), values({ east: 90, west: 70, south: 60 }))
    expect(ranking.map(({ id, place, placeBefore, change }) => [id, place, placeBefore, change])).toEqual([
      ['west', 1, 2, 1],
      ['east', 2, 1, -1],
      ['south', 3, 3, 0],
    ])
  })

  it('gives equals one place and skips the next', () => {
    const ranking = rankingOf(values({ a: 50, b: 90, c: 90, d: 40 }), [])
    expect(ranking.map(({ id, place }) => [id, place])).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 3],
      ['d', 4],
    ])
  })

  it('has no place for what is unknown, and no change for what had none', () => {
    const ranking = rankingOf(values({ a: null, b: 10 }), values({ a: 10, b: null }))
    expect(ranking).toEqual([
      { id: 'b', value: 10, place: 1, placeBefore: null, change: null },
      { id: 'a', value: null, place: null, placeBefore: 1, change: null },
    ])
  })
})
