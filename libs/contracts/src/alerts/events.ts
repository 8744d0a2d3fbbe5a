import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { day, id, text } from '../fields.js'
import { ruleMeasureIds, severityIds } from '../vocabulary/index.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const alertId = '0198b9a0-0000-7000-8000-0000000000c1'

/** Which rule, target and cut-off lit the lamp, and with which figures: enough to compute the light again by hand. */
const cause = z.object({
  pack: z.string().max(64),
  packVersion: z.int().positive(),
  rule: z.string().max(64),
  measure: z.enum(ruleMeasureIds),
  /** One episode per cause: the milestone, the month or the like that the rule speaks of. */
  subject: z.string().max(100),
  targetOn: day.nullable(),
  cutOffOn: day,
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Ids of the events the light was computed from. */
  because: z.array(id).max(20),
})

const exampleCause = {
  pack: 'national-baseline',
  packVersion: 1,
  rule: 'milestone-overdue',
  measure: 'milestone-overdue' as const,
  subject: 'topping-out',
  targetOn: '2026-11-30',
  cutOffOn: '2026-12-08',
  figures: { daysOverdue: 8, yellowAfterDays: 0, redAfterDays: 30 },
  because: ['0198b9a0-0000-7000-8000-0000000000a2'],
}

export const AlertRaised = defineEvent({
  type: 'alerts.alert-raised.v1',
  summary: { zh: '已亮灯', en: 'A light went on: a new episode' },
  key: 'projectId',
  schema: z.object({ projectId: id, alertId: id, severity: z.enum(severityIds), cause }),
  examples: [{ projectId, alertId, severity: 'yellow', cause: exampleCause }],
})

export const AlertSeverityChanged = defineEvent({
  type: 'alerts.alert-severity-changed.v1',
  summary: { zh: '灯色已变化', en: 'The same episode grew worse or better' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    alertId: id,
    from: z.enum(severityIds),
    severity: z.enum(severityIds),
    cause,
  }),
  examples: [{ projectId, alertId, from: 'yellow', severity: 'red', cause: exampleCause }],
})

export const AlertAcknowledged = defineEvent({
  type: 'alerts.alert-acknowledged.v1',
  summary: { zh: '已签收', en: 'The responsible side has taken note of the alert' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    alertId: id,
    text: text.optional(),
    /** Who signed, by the name shown to people; a second signature is refused with it. */
    by: z.object({ person: z.string().max(200), name: z.string().max(200) }).optional(),
  }),
  examples: [
    { projectId, alertId, text: '已约谈施工单位，十日内整改', by: { person: 'supervisor-1', name: '李督查' } },
  ],
})

export const AlertCleared = defineEvent({
  type: 'alerts.alert-cleared.v1',
  summary: { zh: '已销号', en: 'The episode ended because the facts recovered' },
  key: 'projectId',
  schema: z.object({ projectId: id, alertId: id, cause }),
  examples: [{ projectId, alertId, cause: exampleCause }],
})

export const alertEvents = [AlertRaised, AlertSeverityChanged, AlertAcknowledged, AlertCleared] as const
