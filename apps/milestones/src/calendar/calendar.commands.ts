import { DomainError } from '@zhuji/kernel'
import { defineCommand } from '@zhuji/platform'
import { SetWorkingDaysBody } from './calendar.dto.js'
import { calendarStream, calendarYearDecider, setWorkingDays as decided } from './calendar-year.js'

export const setWorkingDays = defineCommand({
  name: 'set-working-days',
  permission: 'milestones.calendar',
  body: SetWorkingDaysBody,
  decider: calendarYearDecider,
  prepare: ({ days, reason, occurredOn }, { id: year }) => {
    if (!/^\d{4}$/.test(year)) throw new DomainError('invalid', 'id-invalid', { field: 'id' })
    return {
      streamId: calendarStream(year),
      target: {},
      decide: (state, { today }) => decided(state, { year, days, reason }, { occurredOn, today }),
    }
  },
})
