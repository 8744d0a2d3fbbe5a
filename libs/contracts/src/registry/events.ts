import { z } from 'zod'
import { defineEvent } from '../define-event.js'
import { capacity, day, fen, id, place, positiveFen, regionPath, text, unit } from '../fields.js'
import { facilityKindIds } from '../vocabulary/index.js'
import { ProgrammeIssued, ProgrammeRevised } from './programme-events.js'

const projectId = '0198b9a0-0000-7000-8000-000000000001'
const education = { id: 'edu-bureau', name: '市教育局' }
const hefei = [
  { code: '34', name: '安徽省' },
  { code: '3401', name: '合肥市' },
  { code: '340104', name: '蜀山区' },
]

/** What a register says about a project besides its identity; every field may be revised later. */
const details = {
  name: z.string().min(1).max(300),
  facilityKind: z.enum(facilityKindIds),
  construction: z.enum(['new', 'extension', 'refurbishment']),
  regionPath,
  address: z.string().max(300).optional(),
  place: place.optional(),
  nationalCodes: z.array(z.string().max(40)).max(20),
  responsiblePerson: z.string().max(100).optional(),
  supervisingUnit: unit.optional(),
  capacity: z.array(capacity).max(10),
  estimateFen: positiveFen.optional(),
  approvedBudgetFen: positiveFen.optional(),
  plannedStartOn: day.optional(),
  needOn: day.optional(),
  /** The agreement or package it is paid under, as its source names it. */
  agreement: z.string().max(100).optional(),
  parentProjectId: id.optional(),
  phase: z.string().max(50).optional(),
}

export const ProjectRegistered = defineEvent({
  type: 'registry.project-registered.v1',
  summary: { zh: '项目已登记', en: 'A project entered the register' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    localCode: z.string().min(1).max(100),
    ownerUnit: unit,
    reportEveryDays: z.int().positive().max(366).optional(),
    ...details,
  }),
  examples: [
    {
      projectId,
      localCode: 'HF-2026-0117',
      name: '蜀山区振兴路小学',
      facilityKind: 'primary-school',
      construction: 'new',
      regionPath: hefei,
      ownerUnit: education,
      nationalCodes: ['2411-340104-04-01-881552'],
      responsiblePerson: '王建国',
      capacity: [{ kind: 'school-places', amount: 1620 }],
      approvedBudgetFen: 18_600_000_000,
      plannedStartOn: '2026-03-01',
      needOn: '2027-09-01',
      reportEveryDays: 30,
    },
  ],
})

export const ProjectDetailsRevised = defineEvent({
  type: 'registry.project-details-revised.v1',
  summary: { zh: '项目信息已变更', en: 'Details of a project were revised; only the changed fields are given' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    changes: z
      .object({ ...details, reportEveryDays: z.int().positive().max(366) })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'nothing changed'),
    /** Fields of which something later was told before: what this says of them held until then, and does not now. */
    overtaken: z.array(z.string()).optional(),
    reason: text.optional(),
  }),
  examples: [{ projectId, changes: { approvedBudgetFen: 19_200_000_000 }, reason: '概算调整批复' }],
})

export const CustodyMoved = defineEvent({
  type: 'registry.custody-moved.v1',
  summary: { zh: '责任单位已移交', en: 'A project passed from one owner unit to another' },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    fromUnit: unit,
    toUnit: unit,
    responsiblePerson: z.string().max(100).optional(),
    reason: text.optional(),
  }),
  examples: [{ projectId, fromUnit: education, toUnit: { id: 'works-centre', name: '市重点工程建设中心' } }],
})

export const ProjectCancelled = defineEvent({
  type: 'registry.project-cancelled.v1',
  summary: { zh: '项目已撤销', en: 'A project was cancelled; what it reached before stays known' },
  key: 'projectId',
  schema: z.object({ projectId: id, reason: text.min(1) }),
  examples: [{ projectId, reason: '学区调整，不再建设' }],
})

export const ProjectReinstated = defineEvent({
  type: 'registry.project-reinstated.v1',
  summary: { zh: '项目已恢复', en: 'A cancelled project was taken up again' },
  key: 'projectId',
  schema: z.object({ projectId: id, reason: text.min(1) }),
  examples: [{ projectId, reason: '登记有误，项目仍在实施' }],
})

export const ProjectMerged = defineEvent({
  type: 'registry.project-merged.v1',
  summary: {
    zh: '项目已合并',
    en: 'A project went into another one; its cancellation follows right behind, and what it reached stays known',
  },
  key: 'projectId',
  schema: z.object({ projectId: id, intoProjectId: id, reason: text.min(1) }),
  examples: [{ projectId, intoProjectId: '0198b9a0-0000-7000-8000-000000000003', reason: '两校合并建设' }],
})

export const PackageUnbundled = defineEvent({
  type: 'registry.package-unbundled.v1',
  summary: {
    zh: '打包项目已拆分',
    en: 'A packaged project was taken apart; its parts were registered by the same command, its money and milestones stay with it, of its budget and capacity what the parts leave',
  },
  key: 'projectId',
  schema: z.object({
    projectId: id,
    partIds: z.array(id).min(2).max(100),
    reason: text.min(1),
    /** What stays with the package, so that nothing counts twice; without a budget, none was known. */
    left: z.object({ approvedBudgetFen: fen.nonnegative().optional(), capacity: z.array(capacity).max(10) }),
  }),
  examples: [
    {
      projectId,
      partIds: ['0198b9a0-0000-7000-8000-000000000004', '0198b9a0-0000-7000-8000-000000000005'],
      reason: '按校区分别建设',
      left: { approvedBudgetFen: 0, capacity: [] },
    },
  ],
})

export const RegionDefined = defineEvent({
  type: 'registry.region-defined.v1',
  summary: {
    zh: '行政区划已定义',
    en: 'A division of the region tree, or its new name or place in the tree, from a day on',
  },
  key: 'code',
  schema: z.object({ code: z.string().min(1).max(64), regionPath }),
  examples: [{ code: '340104', regionPath: hefei }],
})

export const registryEvents = [
  ProjectRegistered,
  ProjectDetailsRevised,
  CustodyMoved,
  ProjectCancelled,
  ProjectReinstated,
  ProjectMerged,
  PackageUnbundled,
  RegionDefined,
  ProgrammeIssued,
  ProgrammeRevised,
] as const
