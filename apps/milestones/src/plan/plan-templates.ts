import { type FacilityGroup, type FacilityKind, facilityKinds, type Milestone } from '@zhuji/contracts'

/**
 * A plan in outline. A share places a milestone between planned start (0) and need date (1); what comes before the start
 * has a negative one. Settlement and final accounts are in no template: they follow the need date by rules of their own.
 */
export interface PlanTemplate {
  readonly id: FacilityGroup
  readonly steps: readonly TemplateStep[]
}

export interface TemplateStep {
  readonly milestone: Milestone
  readonly share: number
}

/** What a plan is called whose steps were given one by one. */
export const OWN_PLAN = 'own'

type Shares = Partial<Record<Milestone, number>>

const spine: Shares = {
  proposal: -0.5,
  feasibility: -0.4,
  design: -0.28,
  'funds-secured': -0.22,
  tendering: -0.15,
  contracting: -0.08,
  permit: -0.03,
  start: 0,
  foundation: 0.15,
  structure: 0.35,
  'topping-out': 0.5,
  'fitting-out': 0.7,
  'outdoor-works': 0.8,
  'pre-acceptance': 0.86,
  'works-complete': 0.88,
  acceptance: 0.92,
  handover: 0.97,
  'in-use': 1,
}

const tails: Record<FacilityGroup, Shares> = {
  school: {
    kitchen: 0.8,
    'sports-field-test': 0.87,
    'indoor-air-test': 0.93,
    furnishing: 0.95,
    'admission-notice': 0.96,
  },
  health: {
    'clean-rooms': 0.75,
    'medical-gases': 0.76,
    'radiation-protection': 0.78,
    'liquid-oxygen': 0.8,
    'sewage-treatment': 0.82,
    'large-equipment': 0.88,
    'practice-licence': 0.95,
    relocation: 0.98,
  },
  sport: {
    'steel-or-membrane': 0.45,
    'stand-seats': 0.75,
    lighting: 0.8,
    turf: 0.82,
    'water-quality': 0.93,
    'trial-opening': 0.96,
  },
  culture: {},
  other: {},
}

const groups = Object.keys(tails) as FacilityGroup[]

export const planTemplates: readonly PlanTemplate[] = groups.map((id) => ({ id, steps: stepsOf(id) }))

export const planTemplateIds: readonly string[] = groups

export function templateFor(kind: FacilityKind): PlanTemplate {
  return templateOf(facilityKinds[kind].group)
}

export function templateOf(id: FacilityGroup): PlanTemplate {
  return { id, steps: stepsOf(id) }
}

/** In the order of time: the way a plan is read. */
function stepsOf(group: FacilityGroup): TemplateStep[] {
  const shares = Object.entries({ ...spine, ...tails[group] }) as [Milestone, number][]
  return shares.map(([milestone, share]) => ({ milestone, share })).sort((one, other) => one.share - other.share)
}
