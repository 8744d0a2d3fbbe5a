import { daysBetween, isDay, today } from './days.js'

describe('days', () => {
  it('are counted across months and leap days', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
    expect(daysBetween('2027-09-01', '2027-07-15')).toBe(-48)
  })

  it('are days of the calendar', () => {
    expect(isDay('2026-02-29')).toBe(false)
    expect(isDay('2026-02-28')).toBe(true)
    expect(isDay('2026-2-8')).toBe(false)
  })

  it('begin at midnight of the reader', () => {
    expect(today(new Date(2026, 0, 5, 0, 1))).toBe('2026-01-05')
  })
})
