import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { day, id, text } from '../fields.js'
import { milestoneIds } from '../vocabulary/index.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const milestone = z.enum(milestoneIds)

/** 倒排工期: latest days from a need date, with the working days each step takes and what it follows. */
const derivation = z.object({
  needOn: day,
  /** Nothing could begin before this day. */
  from: day,
  steps: z
    .array(
      z.object({
        milestone,
        workingDays: z.int().nonnegative(),
        after: z.array(milestone).max(60),
        latestStartOn: day,
        /** In working days; the least of all steps where critical. */
        floatDays: z.int(),
        critical: z.boolean(),
      }),
    )
    .min(1)
    .max(60),
  /** Years for which no holidays were known yet. */
  provisionalYears: z.array(z.string()),
})

export const PlanAdopted = defineEvent({
  type: 'milestones.plan-adopted.v1',
  summary: { zh: '计划已确定', en: 'A baseline plan was adopted; later ones are added, never put in its place' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    baselineVersion: z.int().positive(),
    template: z.string().max(64),
    steps: z
      .array(z.object({ milestone, plannedOn: day }))
      .min(1)
      .max(60),
    /** Needed from the second baseline on. */
    reason: text.optional(),
    derivation: derivation.optional(),
  }),
  examples: [
    {
      projectId,
      baselineVersion: 1,
      template: 'school',
      steps: [
        { milestone: 'start', plannedOn: '2026-03-01' },
        { milestone: 'topping-out', plannedOn: '2026-11-30' },
        { milestone: 'in-use', plannedOn: '2027-09-01' },
      ],
    },
    {
      projectId,
      baselineVersion: 2,
      template: 'primary-school',
      steps: [{ milestone: 'in-use', plannedOn: '2027-09-01' }],
      reason: '倒排工期',
      derivation: {
        needOn: '2027-09-01',
        from: '2026-11-23',
        steps: [
          {
            milestone: 'in-use',
            workingDays: 10,
            after: [],
            latestStartOn: '2027-08-18',
            floatDays: 191,
            critical: true,
          },
        ],
        provisionalYears: ['2027'],
      },
    },
  ],
})

export const ForecastRevised = defineEvent({
  type: 'milestones.forecast-revised.v1',
  summary: { zh: '预计日期已调整', en: 'The office expects a milestone on another day than before' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    milestone,
    forecastOn: day,
    previousForecastOn: day.nullable(),
    reason: text.optional(),
  }),
  examples: [
    {
      projectId,
      milestone: 'works-complete',
      forecastOn: '2027-07-15',
      previousForecastOn: '2027-06-30',
      reason: '雨季',
    },
  ],
})
