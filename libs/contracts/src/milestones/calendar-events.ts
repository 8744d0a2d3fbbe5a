import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { day, text } from '../fields.js'

export const WorkingDaysSet = defineEvent({
  type: 'milestones.working-days-set.v1',
  summary: {
    zh: '年度工作日安排已设定',
    en: 'The days of a year that depart from the known calendar were set; a later set takes the place of an earlier one',
  },
  key: 'year',
  schema: z.object({
    year: z.string().regex(/^\d{4}$/),
    /** Empty: nothing departs from what is published. */
    days: z.array(z.object({ on: day, working: z.boolean() })).max(366),
    reason: text.min(1),
  }),
  examples: [
    {
      year: '2027',
      days: [
        { on: '2027-01-01', working: false },
        { on: '2027-02-20', working: true },
      ],
      reason: '国务院办公厅关于2027年部分节假日安排的通知',
    },
  ],
})

/** Not about any project: what plans are reckoned with. */
export const calendarEvents = [WorkingDaysSet] as const
