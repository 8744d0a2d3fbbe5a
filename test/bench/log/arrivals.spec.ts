import { Arrivals } from './arrivals.js'

describe('what a consumer was handed of what was appended', () => {
  it('is counted once, and what came again or not at all apart', () => {
    const arrivals = new Arrivals()
    for (const id of ['a', 'b', 'c']) arrivals.appended(id)
    arrivals.taken(['a', 'b'])
    arrivals.taken(['b'])
    expect(arrivals.settle()).toEqual({ arrived: 2, missed: 1, repeated: 1 })
  })

  it('is counted anew after every round, in which what came before is a repetition', () => {
    const arrivals = new Arrivals()
    arrivals.appended('a')
    arrivals.taken(['a'])
    arrivals.settle()
    arrivals.appended('b')
    arrivals.taken(['a', 'b'])
    expect(arrivals.settle()).toEqual({ arrived: 1, missed: 0, repeated: 1 })
    expect(arrivals.settle()).toEqual({ arrived: 0, missed: 0, repeated: 0 })
  })
})
