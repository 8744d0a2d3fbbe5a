import { WorkingDaysSet } from '@zhuji/contracts'
import { given } from '@zhuji/testing'
import { type CalendarYear, calendarYearDecider, setWorkingDays, type WorkingDaysRequest } from './calendar-year.js'

const reason = '国务院办公厅关于2027年部分节假日安排的通知'
const newYear = { on: '2027-01-01', working: false }
const worked = { on: '2027-02-20', working: true }
const set = (days: WorkingDaysRequest['days'], occurredOn = '2026-11-10') => {
  return (state: CalendarYear) =>
    setWorkingDays(state, { year: '2027', days, reason }, { occurredOn, today: '2026-12-31' })
}
const fact = (days: WorkingDaysRequest['days']) => WorkingDaysSet({ year: '2027', days, reason }, '2026-11-10')

describe('the working days of a year', () => {
  it('are set as one list, by day', () => {
    given(calendarYearDecider)
      .when(set([worked, newYear]))
      .then([fact([newYear, worked])])
  })

  it('that are in force already record nothing', () => {
    given(calendarYearDecider, [fact([newYear, worked])])
      .when(set([worked, newYear]))
      .then([])
  })

  it('are taken back by an empty list', () => {
    given(calendarYearDecider, [fact([newYear])])
      .when(set([]))
      .then([fact([])])
  })

  it('lie in that year, each once, and are told of a notice that has appeared', () => {
    given(calendarYearDecider)
      .when(set([{ on: '2026-12-31', working: false }]))
      .thenRefused('day-outside-year', { on: '2026-12-31', year: '2027' })
    given(calendarYearDecider)
      .when(set([newYear, { ...newYear, working: true }]))
      .thenRefused('day-twice', { on: '2027-01-01' })
    given(calendarYearDecider)
      .when(set([newYear], '2027-01-02'))
      .thenRefused('occurred-in-future')
  })
})
