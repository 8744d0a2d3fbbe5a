import { z } from 'zod'
import { defineEvent, replacing } from '../define-event.js'
import { day, evidence, id, text } from '../fields.js'
import type { Milestone } from '../vocabulary/index.js'
import { firstMilestone, milestone } from './milestone-field.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'

const reachedSummary = { zh: '里程碑已达成', en: 'A milestone was reached on the day it occurred' }
const reachedOf = <Step extends z.ZodType<Milestone>>(step: Step) =>
  z.object({ projectId: id, milestone: step, text: text.optional(), evidence: z.array(evidence).max(50) })
const exampleReached = [{ projectId, milestone: 'start' as const, evidence: [] }]

/** Without the milestones that came later: opened, in statistics. */
export const MilestoneReachedV1 = defineEvent({
  type: 'milestones.milestone-reached.v1',
  summary: reachedSummary,
  key: 'projectId',
  schema: reachedOf(firstMilestone),
  examples: exampleReached,
})

export const MilestoneReached = defineEvent({
  type: 'milestones.milestone-reached.v2',
  summary: reachedSummary,
  key: 'projectId',
  schema: reachedOf(milestone),
  examples: exampleReached,
  replaces: replacing(MilestoneReachedV1, (data) => data),
})

const correctedSummary = { zh: '里程碑已更正', en: 'A milestone was reached on another day, or not at all (null)' }
const correctedOf = <Step extends z.ZodType<Milestone>>(step: Step) =>
  z.object({ projectId: id, milestone: step, previousOn: day, reachedOn: day.nullable(), reason: text.min(1) })
const exampleCorrected = [
  { projectId, milestone: 'start' as const, previousOn: '2026-03-02', reachedOn: null, reason: '未取得施工许可' },
]

export const MilestoneCorrectedV1 = defineEvent({
  type: 'milestones.milestone-corrected.v1',
  summary: correctedSummary,
  key: 'projectId',
  schema: correctedOf(firstMilestone),
  examples: exampleCorrected,
})

export const MilestoneCorrected = defineEvent({
  type: 'milestones.milestone-corrected.v2',
  summary: correctedSummary,
  key: 'projectId',
  schema: correctedOf(milestone),
  examples: exampleCorrected,
  replaces: replacing(MilestoneCorrectedV1, (data) => data),
})
