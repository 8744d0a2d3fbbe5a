import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { day, evidence, id, percent, text } from '../fields.js'
import { haltIds, milestoneIds, procedureIds, stageIds } from '../vocabulary/index.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const reportId = '0198b9a0-0000-7000-8000-0000000000a1'
const milestone = z.enum(milestoneIds)
const reason = text.min(1)

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

export const MilestoneReached = defineEvent({
  type: 'milestones.milestone-reached.v1',
  summary: { zh: '里程碑已达成', en: 'A milestone was reached on the day it occurred' },
  key: 'projectId',
  schema: z.object({ projectId: id, milestone, text: text.optional(), evidence: z.array(evidence).max(50) }),
  examples: [{ projectId, milestone: 'start', evidence: [] }],
})

export const MilestoneCorrected = defineEvent({
  type: 'milestones.milestone-corrected.v1',
  summary: { zh: '里程碑已更正', en: 'A milestone was reached on another day, or not at all (null)' },
  key: 'projectId',
  schema: z.object({ projectId: id, milestone, previousOn: day, reachedOn: day.nullable(), reason }),
  examples: [{ projectId, milestone: 'start', previousOn: '2026-03-02', reachedOn: null, reason: '未取得施工许可' }],
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
  WorkStopped,
  WorkResumed,
  ProcedureStarted,
  ProcedureEnded,
  WorkInspected,
  StandingMoved,
] as const
