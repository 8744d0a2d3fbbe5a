import fc from 'fast-check'
import { publishedCalendar } from './chinese-days.adapter.js'
import {
  addWorkingDays,
  arranged,
  calendarOf,
  isWorkingDay,
  provisionalYears,
  workingDaysBetween,
} from './working-days.js'

const published = publishedCalendar()

describe('working days of the Chinese calendar', () => {
  it('leave out the eight days of National Day 2025', () => {
    const holiday = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => `2025-10-${day}`)
    expect(holiday.filter((on) => isWorkingDay(published, on))).toEqual([])
  })

  it('take in the Sunday before and the Saturday after, which are worked for it (调休)', () => {
    expect(isWorkingDay(published, '2025-09-28')).toBe(true)
    expect(isWorkingDay(published, '2025-10-11')).toBe(true)
    expect(isWorkingDay(published, '2025-10-12')).toBe(false)
  })

  it('put five working days before 9 October 2025 on 25 September', () => {
    expect(addWorkingDays(published, '2025-10-09', -5)).toBe('2025-09-25')
    expect(workingDaysBetween(published, '2025-09-25', '2025-10-09')).toBe(5)
  })

  it('are counted from a day that is free itself, and no days lead nowhere', () => {
    expect(addWorkingDays(published, '2026-10-01', 1)).toBe('2026-10-08')
    expect(addWorkingDays(published, '2026-10-01', 0)).toBe('2026-10-01')
  })

  it('are 248 in 2025, as the notice of the State Council says', () => {
    expect(workingDaysBetween(published, '2024-12-31', '2025-12-31')).toBe(248)
  })
})

describe('a year that nobody has arranged yet', () => {
  it('is named, and reckoned from Monday to Friday', () => {
    expect(provisionalYears(published, '2026-06-01', '2028-02-01')).toEqual(['2027', '2028'])
    expect(isWorkingDay(published, '2027-10-01')).toBe(true)
    expect(isWorkingDay(published, '2027-10-02')).toBe(false)
  })

  const nationalDay = [
    { on: '2027-10-01', working: false },
    { on: '2027-10-09', working: true },
  ]

  it('is no longer provisional once its days are set', () => {
    const calendar = arranged(published, [{ year: '2027', days: nationalDay }])
    expect(provisionalYears(calendar, '2026-06-01', '2028-02-01')).toEqual(['2028'])
    expect(isWorkingDay(calendar, '2027-10-01')).toBe(false)
    expect(isWorkingDay(calendar, '2027-10-09')).toBe(true)
  })

  it('is provisional again when they are taken back', () => {
    expect(provisionalYears(arranged(published, [{ year: '2027', days: [] }]), '2027-01-01', '2027-12-31')).toEqual([
      '2027',
    ])
  })
})

it('a day that was set goes before the published one; the others of its year stay', () => {
  const calendar = arranged(published, [{ year: '2026', days: [{ on: '2026-10-07', working: true }] }])
  expect(isWorkingDay(calendar, '2026-10-07')).toBe(true)
  expect(isWorkingDay(calendar, '2026-10-06')).toBe(false)
})

it('there and back is the same working day, whatever the holidays', () => {
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  const special = fc.uniqueArray(fc.record({ on: day, working: fc.boolean() }), {
    selector: ({ on }) => on,
    maxLength: 60,
  })
  fc.assert(
    fc.property(special, day, fc.integer({ min: 1, max: 120 }), (days, on, count) => {
      const calendar = calendarOf(days)
      const later = addWorkingDays(calendar, on, count)
      expect(isWorkingDay(calendar, later)).toBe(true)
      expect(workingDaysBetween(calendar, on, later)).toBe(count)
      const earlier = addWorkingDays(calendar, later, -count)
      expect(isWorkingDay(calendar, on) ? earlier === on : earlier < on).toBe(true)
    }),
  )
})
