import { daysOfSet, monthsOf, setDaysOf, toggled, weekdayOf } from './year-days.js'

const nationalDay = { zh: '国庆节', en: 'National Day' }
const published = [
  { on: '2026-10-01', working: false, name: nationalDay },
  { on: '2026-10-10', working: true, name: nationalDay },
]
const dayOf = (on: string, set = {}) =>
  monthsOf('2026', published, set)
    .flat()
    .find((day) => day.on === on)!

describe('the calendar of a year', () => {
  it('has every day of it, in its months', () => {
    const months = monthsOf('2028', [], {})
    expect(months.map((days) => days.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    expect(weekdayOf('2026-10-01')).toBe(3)
  })

  it('marks what is otherwise than the week: holidays, and weekend days that are worked for them', () => {
    expect(dayOf('2026-10-01')).toMatchObject({ working: false, isSpecial: true, isSet: false, name: nationalDay })
    expect(dayOf('2026-10-10')).toMatchObject({ working: true, isSpecial: true, name: nationalDay })
    expect(dayOf('2026-10-11')).toMatchObject({ working: false, isSpecial: false })
  })

  it('shows what was set here before what is published', () => {
    expect(dayOf('2026-10-01', { '2026-10-01': true })).toMatchObject({ working: true, isSpecial: false, isSet: true })
  })
})

describe('a day that is turned over', () => {
  it('is set the other way round, and is as published again when it is turned back', () => {
    const free = toggled({}, published, '2026-10-09')
    expect(daysOfSet(free)).toEqual([{ on: '2026-10-09', working: false }])
    expect(toggled(free, published, '2026-10-09')).toEqual({})
  })

  it('that is a published holiday becomes worked', () => {
    expect(toggled({}, published, '2026-10-01')).toEqual({ '2026-10-01': true })
  })

  it('stands among the others by day', () => {
    const set = toggled(setDaysOf([{ on: '2026-10-09', working: false }]), published, '2026-01-05')
    expect(daysOfSet(set).map(({ on }) => on)).toEqual(['2026-01-05', '2026-10-09'])
  })
})
