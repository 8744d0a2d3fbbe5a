import {
  addDays,
  addMonths,
  calendarDateIn,
  daysBetween,
  epochDay,
  fromEpochDay,
  isCalendarDate,
} from './calendar-date.js'

describe('a calendar date', () => {
  it.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-01-00',
    '2026-13-01',
    '2026-00-01',
    '0000-01-01',
    '2026-1-1',
    '',
    5,
    null,
    '2026-01-01T00:00',
  ])('does not exist as %s', (text) => expect(isCalendarDate(text)).toBe(false))

  it('counts days across leap years', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
    expect(fromEpochDay(14047)).toBe('2008-06-17')
  })

  it('agrees with the Gregorian calendar on every day of four hundred years and a few more', () => {
    const days = Array.from({ length: 171_000 }, (_, index) => index - 141_000)
    const wrong = days.filter((day) => {
      const text = fromEpochDay(day)
      return !isCalendarDate(text) || epochDay(text) !== day
    })
    expect(wrong).toEqual([])
  })

  it('stays in the month when the month is shorter', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-03-15', -15)).toBe('2024-12-15')
  })

  it('is the day of the deployment, not of the server', () => {
    expect(calendarDateIn('Asia/Shanghai', new Date('2026-08-31T16:30:00Z'))).toBe('2026-09-01')
  })
})
