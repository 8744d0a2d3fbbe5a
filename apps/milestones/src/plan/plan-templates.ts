import { type FacilityKind, facilityKindIds, type Milestone } from '@zhuji/contracts'
import { inStatisticsFrom, spine, tails, works } from './template-steps.js'

/** A plan in outline, for works of one kind: the common spine and the tails of such facilities. */
export interface PlanTemplate {
  readonly id: FacilityKind
  readonly steps: readonly TemplateStep[]
}

/** A step with the working days it takes and the steps that must be done before it begins. */
export interface TimedStep {
  readonly milestone: Milestone
  readonly workingDays: number
  readonly after: readonly Milestone[]
}

export interface TemplateStep extends TimedStep {
  /** Its place between planned start (0) and need date (1); what comes before the start has a negative one. */
  readonly share: number
}

/** What a plan is called whose steps were given one by one. */
export const OWN_PLAN = 'own'

export const planTemplateIds: readonly FacilityKind[] = facilityKindIds

/** In the order of time: the way a plan is read. */
export function templateOf(id: FacilityKind): PlanTemplate {
  const { scale, tails: ends, without: absent = [] } = works[id]
  const own: readonly Milestone[] = inStatisticsFrom.includes(scale) ? [...ends, 'in-statistics'] : ends
  const hung = new Set(own)
  const waitsFor = (milestone: Milestone) => own.filter((tail) => tails[tail]?.before === milestone)
  const onSpine = entriesOf(spine).map(([milestone, { share, workingDays, after }]) => ({
    milestone,
    share,
    workingDays: workingDays[scale],
    after: [...after, ...waitsFor(milestone)],
  }))
  const onTails = entriesOf(tails)
    .filter(([milestone]) => hung.has(milestone))
    .map(([milestone, { share, workingDays, after }]) => ({ milestone, share, workingDays, after }))
  return { id, steps: leftOut([...onSpine, ...onTails], absent).sort((one, other) => one.share - other.share) }
}

/** The same steps without some of them: what followed one of those follows what it would have followed. */
export function leftOut<Step extends TimedStep>(steps: readonly Step[], absent: Iterable<Milestone>): Step[] {
  const gone = new Set(absent)
  const before = new Map(steps.map(({ milestone, after }) => [milestone, after]))
  const present = (milestone: Milestone): readonly Milestone[] =>
    gone.has(milestone) ? (before.get(milestone) ?? []).flatMap(present) : [milestone]
  return steps
    .filter(({ milestone }) => !gone.has(milestone))
    .map((step) => ({ ...step, after: [...new Set(step.after.flatMap(present))] }))
}

function entriesOf<Value>(steps: Readonly<Partial<Record<Milestone, Value>>>): [Milestone, Value][] {
  return Object.entries(steps) as [Milestone, Value][]
}
