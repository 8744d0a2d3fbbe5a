import type { FacilityKind, Milestone } from '@zhuji/contracts'

/** Small works take weeks where large ones take months; the order of their steps is the same. */
export type Scale = 'small' | 'medium' | 'large'

/**
 * A step of the spine: its place between planned start (0) and need date (1), how many working days it takes on each
 * scale, and what must be done before it can begin. The days are what such steps usually take; an office gives its own.
 */
interface SpineStep {
  readonly share: number
  readonly workingDays: Readonly<Record<Scale, number>>
  readonly after: readonly Milestone[]
}

const taking = (small: number, medium: number, large: number) => ({ small, medium, large })

/** Settlement and final accounts are in no template: they follow the need date by rules of their own. */
export const spine: Readonly<Partial<Record<Milestone, SpineStep>>> = {
  proposal: { share: -0.5, workingDays: taking(10, 20, 30), after: [] },
  feasibility: { share: -0.4, workingDays: taking(20, 40, 60), after: ['proposal'] },
  design: { share: -0.28, workingDays: taking(25, 50, 80), after: ['feasibility'] },
  'funds-secured': { share: -0.22, workingDays: taking(15, 30, 40), after: ['feasibility'] },
  tendering: { share: -0.15, workingDays: taking(20, 30, 40), after: ['design', 'funds-secured'] },
  contracting: { share: -0.08, workingDays: taking(10, 15, 20), after: ['tendering'] },
  permit: { share: -0.03, workingDays: taking(15, 30, 50), after: ['contracting'] },
  start: { share: 0, workingDays: taking(5, 5, 10), after: ['permit'] },
  foundation: { share: 0.15, workingDays: taking(20, 45, 70), after: ['start'] },
  structure: { share: 0.35, workingDays: taking(30, 110, 180), after: ['foundation'] },
  'topping-out': { share: 0.5, workingDays: taking(10, 30, 60), after: ['structure'] },
  'fitting-out': { share: 0.7, workingDays: taking(30, 90, 180), after: ['topping-out'] },
  'outdoor-works': { share: 0.8, workingDays: taking(30, 50, 70), after: ['topping-out'] },
  'pre-acceptance': { share: 0.86, workingDays: taking(5, 10, 15), after: ['fitting-out', 'outdoor-works'] },
  'works-complete': { share: 0.88, workingDays: taking(5, 10, 15), after: ['pre-acceptance'] },
  acceptance: { share: 0.92, workingDays: taking(10, 20, 30), after: ['works-complete'] },
  handover: { share: 0.97, workingDays: taking(5, 10, 15), after: ['acceptance'] },
  'in-use': { share: 1, workingDays: taking(5, 10, 20), after: ['handover'] },
}

/** A step that belongs to kinds of facilities: it hangs on the spine between what it follows and what waits for it. */
interface TailStep {
  readonly share: number
  readonly workingDays: number
  readonly after: readonly Milestone[]
  /** Absent: nothing waits for it. */
  readonly before?: Milestone
}

const duringFittingOut = { after: ['topping-out'], before: 'pre-acceptance' } as const
const untilUse = { before: 'in-use' } as const

export const tails: Readonly<Partial<Record<Milestone, TailStep>>> = {
  kitchen: { share: 0.8, workingDays: 40, ...duringFittingOut },
  'sports-field-test': { share: 0.87, workingDays: 10, after: ['outdoor-works'], before: 'acceptance' },
  'indoor-air-test': { share: 0.93, workingDays: 15, after: ['works-complete'], ...untilUse },
  furnishing: { share: 0.95, workingDays: 25, after: ['works-complete'], ...untilUse },
  'admission-notice': { share: 0.96, workingDays: 10, after: ['acceptance'], ...untilUse },
  'clean-rooms': { share: 0.75, workingDays: 60, ...duringFittingOut },
  'medical-gases': { share: 0.76, workingDays: 45, ...duringFittingOut },
  'radiation-protection': { share: 0.78, workingDays: 40, ...duringFittingOut },
  'liquid-oxygen': { share: 0.8, workingDays: 30, ...duringFittingOut },
  'sewage-treatment': { share: 0.82, workingDays: 40, ...duringFittingOut },
  'large-equipment': { share: 0.88, workingDays: 60, after: ['fitting-out'], ...untilUse },
  'practice-licence': { share: 0.95, workingDays: 30, after: ['acceptance'], ...untilUse },
  relocation: { share: 0.98, workingDays: 20, after: ['acceptance'], ...untilUse },
  'steel-or-membrane': { share: 0.45, workingDays: 60, after: ['structure'], before: 'fitting-out' },
  'stand-seats': { share: 0.75, workingDays: 30, ...duringFittingOut },
  lighting: { share: 0.8, workingDays: 30, ...duringFittingOut },
  turf: { share: 0.82, workingDays: 40, after: ['outdoor-works'], before: 'works-complete' },
  'water-quality': { share: 0.93, workingDays: 10, after: ['works-complete'], ...untilUse },
  'trial-opening': { share: 0.96, workingDays: 20, after: ['acceptance'], ...untilUse },
  /** 9月1日开学, 开诊, 向公众开放: the need date itself. An office that moves in before gives it days of its own. */
  opened: { share: 1, workingDays: 0, after: ['in-use'] },
  'in-statistics': { share: 0.06, workingDays: 20, after: ['start'] },
}

/**
 * What follows a step within its own days and holds nothing up. Works go on while it is done, so the need date says nothing
 * of when: 入统 is due some weeks after the start, not on the day of opening.
 */
export const trailing: ReadonlySet<Milestone> = new Set(['in-statistics'])

/** Works below this scale are too small to enter the statistics of investment. */
export const inStatisticsFrom: readonly Scale[] = ['medium', 'large']

interface KindOfWorks {
  readonly scale: Scale
  readonly tails: readonly Milestone[]
  /** Steps of the spine that such works do not have. */
  readonly without?: readonly Milestone[]
}

const schoolTails = [
  'kitchen',
  'sports-field-test',
  'indoor-air-test',
  'furnishing',
  'admission-notice',
  'opened',
] as const
const hospitalTails = [
  'clean-rooms',
  'medical-gases',
  'radiation-protection',
  'liquid-oxygen',
  'sewage-treatment',
  'large-equipment',
  'practice-licence',
  'relocation',
  'opened',
] as const
const clinicTails = ['radiation-protection', 'sewage-treatment', 'practice-licence', 'relocation', 'opened'] as const
const hallTails = ['steel-or-membrane', 'stand-seats', 'lighting', 'trial-opening', 'opened'] as const
const exhibitionTails = ['indoor-air-test', 'furnishing', 'trial-opening', 'opened'] as const
const school: KindOfWorks = { scale: 'medium', tails: schoolTails }
const hospital: KindOfWorks = { scale: 'large', tails: hospitalTails }
/** Nothing is roofed, so nothing tops out. */
const openAir: Pick<KindOfWorks, 'without'> = { without: ['structure', 'topping-out', 'fitting-out'] }

export const works: Readonly<Record<FacilityKind, KindOfWorks>> = {
  kindergarten: school,
  'primary-school': school,
  'junior-middle-school': school,
  'nine-year-school': school,
  'senior-high-school': school,
  'complete-secondary-school': school,
  'special-education-school': school,
  'vocational-school': school,
  university: { ...school, scale: 'large' },
  'teacher-housing': { scale: 'medium', tails: ['indoor-air-test', 'furnishing'] },
  'general-hospital': hospital,
  'chinese-medicine-hospital': hospital,
  'specialist-hospital': hospital,
  'maternal-child-hospital': hospital,
  'disease-control-centre': {
    scale: 'medium',
    tails: ['clean-rooms', 'sewage-treatment', 'large-equipment', 'relocation'],
  },
  'community-health-centre': { scale: 'small', tails: clinicTails },
  'township-health-centre': { scale: 'small', tails: clinicTails },
  gymnasium: { scale: 'medium', tails: hallTails },
  stadium: { scale: 'large', tails: [...hallTails, 'turf'] },
  natatorium: { scale: 'medium', tails: [...hallTails, 'water-quality'] },
  'sports-park': { scale: 'medium', tails: ['lighting', 'turf', 'trial-opening', 'opened'], ...openAir },
  'sports-court': { scale: 'small', tails: ['lighting', 'turf', 'opened'], ...openAir },
  'fitness-trail': { scale: 'small', tails: ['lighting', 'opened'], ...openAir },
  'community-fitness-path': { scale: 'small', tails: ['opened'], ...openAir },
  'training-centre': { scale: 'medium', tails: ['steel-or-membrane', 'lighting', 'turf', 'trial-opening', 'opened'] },
  museum: { scale: 'large', tails: exhibitionTails },
  'cultural-centre': { scale: 'medium', tails: exhibitionTails },
  'other-facility': { scale: 'medium', tails: [] },
}
