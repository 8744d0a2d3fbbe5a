import { type CapacityKind, capacityKindIds } from './capacity.js'
import { idsOf, type Term } from './term.js'

/** What a target line counts. */
export const targetMeasures = {
  projects: { zh: '项目数', en: 'Projects' },
  capacity: { zh: '建设规模', en: 'Capacity' },
  investment: { zh: '完成投资', en: 'Completed investment' },
  'funds-in-place': { zh: '资金到位', en: 'Funds in place' },
  rate: { zh: '比例', en: 'Rate' },
} as const satisfies Record<string, Term>

/** The milestone by which a project counts. Investment and funds count as they come, whatever was reached. */
export const targetVerbs = {
  start: { zh: '新开工', en: 'Started' },
  resume: { zh: '复工', en: 'Resumed' },
  'topping-out': { zh: '主体封顶', en: 'Topped out' },
  'works-complete': { zh: '完工', en: 'Works complete' },
  'in-use': { zh: '建成投用', en: 'In use' },
  open: { zh: '对外招生/开诊/开放', en: 'Open to the public' },
  'in-statistics': { zh: '入统', en: 'In statistics' },
} as const satisfies Record<string, Term>

export type TargetMeasure = keyof typeof targetMeasures
export type TargetVerb = keyof typeof targetVerbs
export const targetMeasureIds = idsOf(targetMeasures)
export const targetVerbIds = idsOf(targetVerbs)

export type TargetUnit = CapacityKind | 'projects' | 'fen' | 'percent'
export const targetUnitIds: readonly TargetUnit[] = [...capacityKindIds, 'projects', 'fen', 'percent']

/** The units a measure can be given in. */
export const unitsOf: Readonly<Record<TargetMeasure, readonly TargetUnit[]>> = {
  projects: ['projects'],
  capacity: capacityKindIds,
  investment: ['fen'],
  'funds-in-place': ['fen'],
  rate: ['percent'],
}
