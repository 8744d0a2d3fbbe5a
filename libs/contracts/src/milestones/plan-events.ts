import { z } from 'zod'
import { defineEvent, replacing } from '../define-event.js'
import { day, fen, id, text } from '../fields.js'
import type { Milestone } from '../vocabulary/index.js'
import { firstMilestone, milestone } from './milestone-field.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'

/** 倒排工期: latest days from a need date, with the working days each step takes and what it follows. */
const derivationOf = <Step extends z.ZodType<Milestone>>(step: Step) =>
  z.object({
    needOn: day,
    /** Nothing could begin before this day. */
    from: day,
    steps: z
      .array(
        z.object({
          milestone: step,
          workingDays: z.int().nonnegative(),
          after: z.array(step).max(60),
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

const planSummary = {
  zh: '计划已确定',
  en: 'A baseline plan was adopted; later ones are added, never put in its place',
}
const planOf = <Step extends z.ZodType<Milestone>>(step: Step) =>
  z.object({
    projectId: id,
    baselineVersion: z.int().positive(),
    template: z.string().max(64),
    steps: z
      .array(z.object({ milestone: step, plannedOn: day }))
      .min(1)
      .max(60),
    /** Needed from the second baseline on. */
    reason: text.optional(),
    derivation: derivationOf(step).optional(),
  })

/** 分月投资计划 of the whole baseline, in money of work put in place; months without any may be left out. */
const investment = z
  .array(z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), amountFen: fen.nonnegative() }))
  .max(240)

const examplePlans = [
  {
    projectId,
    baselineVersion: 1,
    template: 'school',
    steps: [
      { milestone: 'start' as const, plannedOn: '2026-03-01' },
      { milestone: 'topping-out' as const, plannedOn: '2026-11-30' },
      { milestone: 'in-use' as const, plannedOn: '2027-09-01' },
    ],
  },
  {
    projectId,
    baselineVersion: 2,
    template: 'primary-school',
    steps: [{ milestone: 'in-use' as const, plannedOn: '2027-09-01' }],
    reason: '倒排工期',
    derivation: {
      needOn: '2027-09-01',
      from: '2026-11-23',
      steps: [
        {
          milestone: 'in-use' as const,
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
]

/** Without the milestones that came later: opened, in statistics. */
export const PlanAdoptedV1 = defineEvent({
  type: 'milestones.plan-adopted.v1',
  summary: planSummary,
  key: 'projectId',
  schema: planOf(firstMilestone),
  examples: examplePlans,
})

export const PlanAdopted = defineEvent({
  type: 'milestones.plan-adopted.v2',
  summary: planSummary,
  key: 'projectId',
  schema: planOf(milestone).extend({ investment: investment.optional() }),
  examples: [
    ...examplePlans,
    {
      projectId,
      baselineVersion: 1,
      template: 'school',
      steps: [{ milestone: 'start' as const, plannedOn: '2026-03-01' }],
      investment: [
        { month: '2026-03', amountFen: 620_000_000 },
        { month: '2026-04', amountFen: 910_000_000 },
      ],
    },
  ],
  replaces: replacing(PlanAdoptedV1, (data) => data),
})

const forecastSummary = { zh: '预计日期已调整', en: 'The office expects a milestone on another day than before' }
const forecastOf = <Step extends z.ZodType<Milestone>>(step: Step) =>
  z.object({
    projectId: id,
    milestone: step,
    forecastOn: day,
    previousForecastOn: day.nullable(),
    reason: text.optional(),
  })

const exampleForecasts = [
  {
    projectId,
    milestone: 'works-complete' as const,
    forecastOn: '2027-07-15',
    previousForecastOn: '2027-06-30',
    reason: '雨季',
  },
]

export const ForecastRevisedV1 = defineEvent({
  type: 'milestones.forecast-revised.v1',
  summary: forecastSummary,
  key: 'projectId',
  schema: forecastOf(firstMilestone),
  examples: exampleForecasts,
})

export const ForecastRevised = defineEvent({
  type: 'milestones.forecast-revised.v2',
  summary: forecastSummary,
  key: 'projectId',
  schema: forecastOf(milestone),
  examples: exampleForecasts,
  replaces: replacing(ForecastRevisedV1, (data) => data),
})
