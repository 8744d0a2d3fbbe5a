import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { evidence, id, percent, text } from '../fields.js'
import { haltIds, procedureIds, stageIds } from '../vocabulary/index.js'
import { MilestoneCorrected, MilestoneReached } from './milestone-events.js'
import { ForecastRevised, PlanAdopted } from './plan-events.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const reportId = '0198b9a0-0000-7000-8000-0000000000a1'
const reason = text.min(1)

export const ProgressReported = defineEvent({
  type: 'milestones.progress-reported.v1',
  summary: { zh: '形象进度已填报', en: 'The office reported physical progress' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    reportId: id,
    physicalPercent: percent,
    /** Work put in place since the last report (完成投资), not cash. */
    completedInvestmentFen: z.int().nonnegative().optional(),
    text: text.optional(),
    evidence: z.array(evidence).max(50),
  }),
  examples: [
    { projectId, reportId, physicalPercent: 42.5, completedInvestmentFen: 630_000_000, text: '主体四层', evidence: [] },
  ],
})

export const ProgressCorrected = defineEvent({
  type: 'milestones.progress-corrected.v1',
  summary: { zh: '形象进度已更正', en: 'Reported progress was corrected, usually downwards, with a reason' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    reportId: id,
    previousPercent: percent,
    physicalPercent: percent,
    /** The change of completed investment, up or down. */
    completedInvestmentChangeFen: z.int().optional(),
    reason,
  }),
  examples: [{ projectId, reportId, previousPercent: 42.5, physicalPercent: 40, reason: '复核工程量' }],
})

export const WorkTakenOver = defineEvent({
  type: 'milestones.work-taken-over.v1',
  summary: {
    zh: '已回收（现成移交）',
    en: 'A facility was taken over ready-built; it was not built here, so nothing of its building is due',
  },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    /** Who built it. */
    from: z.string().min(1).max(200),
    text: text.optional(),
    evidence: z.array(evidence).max(50),
  }),
  examples: [{ projectId, from: '某置业有限公司', text: '住宅小区配建幼儿园', evidence: [] }],
})

export const WorkStopped = defineEvent({
  type: 'milestones.work-stopped.v1',
  summary: { zh: '已停工', en: 'Work on site was halted' },
  key: 'projectId',
  schema: z.object({ projectId: id, halt: z.enum(haltIds), reason }),
  examples: [{ projectId, halt: 'stopped', reason: '施工单位退场' }],
})

export const WorkResumed = defineEvent({
  type: 'milestones.work-resumed.v1',
  summary: { zh: '已复工', en: 'Work on site went on; a resumption is never a new start' },
  key: 'projectId',
  schema: z.object({ projectId: id, text: text.optional() }),
  examples: [{ projectId }],
})

export const ProcedureStarted = defineEvent({
  type: 'milestones.procedure-started.v1',
  summary: { zh: '重新办理前期手续', en: 'A step of administration runs again; the stage reached stays' },
  key: 'projectId',
  schema: z.object({ projectId: id, procedure: z.enum(procedureIds), reason: text.optional() }),
  examples: [{ projectId, procedure: 'retendering', reason: '原合同解除' }],
})

export const ProcedureEnded = defineEvent({
  type: 'milestones.procedure-ended.v1',
  summary: { zh: '重新办理已结束', en: 'The repeated step of administration ended' },
  key: 'projectId',
  schema: z.object({ projectId: id, procedure: z.enum(procedureIds) }),
  examples: [{ projectId, procedure: 'retendering' }],
})

export const WorkInspected = defineEvent({
  type: 'milestones.work-inspected.v1',
  summary: { zh: '已现场核查', en: 'Somebody independent saw the site; a claim and an inspection are two facts' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    inspectionId: id,
    inspector: z.string().max(200).optional(),
    finding: z.string().min(1).max(200),
    physicalPercent: percent.optional(),
    text: text.optional(),
    evidence: z.array(evidence).max(50),
  }),
  examples: [
    {
      projectId,
      inspectionId: reportId,
      inspector: '市督查室',
      finding: '与填报一致',
      physicalPercent: 41,
      evidence: [],
    },
  ],
})

const standing = z.object({
  stage: z.enum(stageIds),
  halt: z.enum(haltIds).nullable(),
  procedure: z.enum(procedureIds).nullable(),
})

export const StandingMoved = defineEvent({
  type: 'milestones.standing-moved.v1',
  summary: { zh: '项目阶段已变化', en: 'Stage or side states, derived from the fact recorded just before, have moved' },
  key: 'projectId',
  schema: z.object({ projectId: id, from: standing, to: standing }),
  examples: [
    {
      projectId,
      from: { stage: 'permit', halt: null, procedure: null },
      to: { stage: 'start', halt: null, procedure: null },
    },
  ],
})

export const milestoneEvents = [
  PlanAdopted,
  ForecastRevised,
  ProgressReported,
  ProgressCorrected,
  MilestoneReached,
  MilestoneCorrected,
  WorkTakenOver,
  WorkStopped,
  WorkResumed,
  ProcedureStarted,
  ProcedureEnded,
  WorkInspected,
  StandingMoved,
] as const
