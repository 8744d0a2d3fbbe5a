import { GroupLag } from './group-lag.js'

const NOON = Date.UTC(2026, 10, 22, 12)

describe('how far a group is behind', () => {
  it('is nothing before anything came and after everything is in effect', () => {
    const lag = new GroupLag()
    expect(lag.at(NOON)).toEqual({ events: 0, seconds: 0 })
    lag.note('a/0', 5, NOON - 1_000)
    lag.note('a/0', 0, NOON)
    expect(lag.at(NOON)).toEqual({ events: 0, seconds: 0 })
  })

  it('sums the records of all partitions and tells the age of the oldest', () => {
    const lag = new GroupLag()
    lag.note('a/0', 5, NOON - 1_000)
    lag.note('a/1', 7, NOON - 90_000)
    expect(lag.at(NOON)).toEqual({ events: 12, seconds: 90 })
  })

  it('grows older while a consumer hangs, though no record comes', () => {
    const lag = new GroupLag()
    lag.note('a/0', 5, NOON)
    expect(lag.at(NOON + 600_000)).toEqual({ events: 5, seconds: 600 })
  })

  it('is never negative where clocks differ, and forgets partitions that are dealt out anew', () => {
    const lag = new GroupLag()
    lag.note('a/0', 5, NOON + 3_000)
    expect(lag.at(NOON).seconds).toBe(0)
    lag.clear()
    expect(lag.at(NOON + 9_000)).toEqual({ events: 0, seconds: 0 })
  })
})
