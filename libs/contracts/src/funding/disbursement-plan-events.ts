import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { id, positiveFen, text } from '../fields.js'
import { fundSourceIds } from '../vocabulary/index.js'

export const DisbursementPlanned = defineEvent({
  type: 'funding.disbursement-planned.v1',
  summary: {
    zh: '支付计划已下达',
    en: 'How much of a project is to be paid in which month and from which source; a later version takes its place',
  },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    planVersion: z.int().positive(),
    months: z
      .array(
        z.object({
          month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
          source: z.enum(fundSourceIds),
          amountFen: positiveFen,
        }),
      )
      .min(1)
      .max(600),
    /** Why it takes the place of the one before; the first has none. */
    reason: text.min(1).optional(),
  }),
  examples: [
    {
      projectId: '0198b9a0-0000-7000-8000-000000000001',
      planVersion: 2,
      months: [
        { month: '2026-05', source: 'special-bond', amountFen: 120_000_000 },
        { month: '2026-06', source: 'special-bond', amountFen: 180_000_000 },
      ],
      reason: '主体提前封顶',
    },
  ],
})

export const disbursementPlanEvents = [DisbursementPlanned] as const
