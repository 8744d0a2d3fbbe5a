import { idsOf, type Term } from './term.js'
import { type SpineMilestone, spineMilestoneIds, spineMilestones, spineRank } from './milestones.js'

/** Where a project is on the spine: the farthest milestone reached, or `reserve` before the first. */
export type Stage = 'reserve' | SpineMilestone
export const stages: Record<Stage, Term> = { reserve: { zh: '谋划储备', en: 'In reserve' }, ...spineMilestones }
export const stageIds = ['reserve', ...spineMilestoneIds] as const satisfies readonly Stage[]

/** Work on site is halted. */
export const halts = {
  stopped: { zh: '停工', en: 'Stopped' },
  deferred: { zh: '缓建', en: 'Deferred' },
  'left-unfinished': { zh: '烂尾', en: 'Left unfinished' },
} as const satisfies Record<string, Term>
export type Halt = keyof typeof halts
export const haltIds = idsOf(halts)

/** A step of administration that runs again beside whatever the site has reached; it never takes the stage back. */
export const procedures = {
  'planning-again': { zh: '重新谋划', en: 'Planned again' },
  redesigning: { zh: '方案调整', en: 'Being redesigned' },
  retendering: { zh: '重新招标', en: 'Re-tendering' },
  recontracting: { zh: '重新签约', en: 'Re-contracting' },
} as const satisfies Record<string, Term>
export type Procedure = keyof typeof procedures
export const procedureIds = idsOf(procedures)

/** What is derived from a project's facts: the stage can only be corrected, the side states come and go. */
export interface Standing {
  readonly stage: Stage
  readonly halt: Halt | null
  readonly procedure: Procedure | null
}

export const initialStanding: Standing = { stage: 'reserve', halt: null, procedure: null }

/** The one word a list shows first. A halt or a running procedure is more telling than the stage behind it. */
export const statuses = {
  planning: { zh: '前期谋划', en: 'Planning' },
  tendering: { zh: '招标', en: 'Tendering' },
  contracting: { zh: '签约待开工', en: 'Contracting' },
  'under-construction': { zh: '在建', en: 'Under construction' },
  halted: { zh: '停缓建', en: 'Halted' },
  'works-complete': { zh: '完工未投用', en: 'Works complete' },
  'in-use': { zh: '已投用', en: 'In use' },
  cancelled: { zh: '已撤销', en: 'Cancelled' },
} as const satisfies Record<string, Term>
export type Status = keyof typeof statuses
export const statusIds = idsOf(statuses)

export function statusOf(standing: Standing, cancelled: boolean): Status {
  if (cancelled) return 'cancelled'
  if (standing.stage === 'in-use') return 'in-use'
  if (hasReached(standing, 'works-complete')) return 'works-complete'
  if (standing.halt) return 'halted'
  if (hasReached(standing, 'start')) return 'under-construction'
  if (hasReached(standing, 'contracting')) return 'contracting'
  return standing.stage === 'tendering' ? 'tendering' : 'planning'
}

export function hasReached(standing: Standing, milestone: SpineMilestone): boolean {
  return standing.stage !== 'reserve' && spineRank(standing.stage) >= spineRank(milestone)
}
