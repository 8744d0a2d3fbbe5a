import { valueOfParts } from './project-figures.js'
import { againstTime, monthsOver, timeProgressParts } from './time-progress.js'

const percentOn = (day: string, plan?: Parameters<typeof timeProgressParts>[1]) =>
  valueOfParts('percent', timeProgressParts(day, plan))

describe('time progress', () => {
  it('counts a month on its last day', () => {
    expect(monthsOver('2026-01-30')).toBe(0)
    expect(monthsOver('2026-01-31')).toBe(1)
    expect(monthsOver('2028-02-28')).toBe(1)
    expect(monthsOver('2028-02-29')).toBe(2)
    expect(monthsOver('2026-12-31')).toBe(12)
  })

  it('is the twelfths of the year that are over', () => {
    expect(percentOn('2026-06-30')).toBe(50)
    expect(percentOn('2026-07-15')).toBe(50)
    expect(percentOn('2026-01-05')).toBe(0)
  })

  it('follows the plan where it has months, and only those of the year', () => {
    const months = [
      { month: '2025-12', amountFen: 900 },
      { month: '2026-03', amountFen: 100 },
      { month: '2026-06', amountFen: 200 },
      { month: '2026-09', amountFen: 100 },
    ]
    expect(percentOn('2026-05-31', months)).toBe(25)
    expect(percentOn('2026-06-30', months)).toBe(75)
    expect(percentOn('2027-06-30', months)).toBe(50)
  })

  it('is compared in points and as a ratio, which are different figures', () => {
    expect(againstTime(40, 50)).toEqual({ points: -10, ratio: 0.8 })
    expect(againstTime(3, 0)).toEqual({ points: 3, ratio: null })
  })
})
