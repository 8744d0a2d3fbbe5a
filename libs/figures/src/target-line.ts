import type { CalendarDate } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'
import { inParts, PARTS_PER_POINT, percentOf, rounded } from './exact.js'

export const attainmentDefinition = {
  id: 'attainment',
  version: 1,
  unit: 'percent',
  target: { from: 'target-line', until: 'end' },
  name: { zh: '任务完成率', en: 'Attainment' },
  definition: {
    zh: '期间内、截止日前到达计入节点的数量 ÷ 任务目标，最高 100；超过目标的部分另列为超额。数量未知的项目单独计数，只有已知部分已达目标时完成率才已知。',
    en: 'What reached the accepting milestone within the period and by the cut-off, per target, at most 100; what lies above the target is the excess, a figure of its own. Projects of unknown amount are counted apart; attainment is known then only where the known part reaches the target by itself.',
  },
  source: '目标任务清单的完成率与超额分列 / attainment and excess of issued target lists',
} as const satisfies FigureDefinition

/** A project of a line. Amounts in the line's unit; for counts and rates each project is 1. */
export interface TargetMember {
  readonly projectId: string
  /** Null where it is masked or was never told: unknown, not 0. */
  readonly amount: number | null
  /** The day of the accepting milestone. */
  readonly reachedOn: CalendarDate | null
  /** The day on which it was planned to be reached. */
  readonly dueOn: CalendarDate | null
}

export interface TargetTerms {
  /** A rate compares projects with each other, in percent; any other measure adds amounts up. */
  readonly isRate: boolean
  /** Null where the issuer masks it. */
  readonly base: number | null
  readonly stretch?: number
  readonly cutOffOn: CalendarDate
  /** The days of the programme: what was reached before its first counts for no target of it. */
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate }
}

export interface Total {
  readonly projects: number
  /** Of the projects whose amount is known. */
  readonly amount: number
  readonly unknown: number
}

export interface TierAttainment {
  readonly target: number | null
  readonly reached: boolean | null
  /** 0 to 100, four decimals. */
  readonly attainmentPercent: number | null
  /** What lies above the target, in its unit; 0 where nothing does. */
  readonly excess: number | null
}

export interface Attainment {
  /** Everything on the list: the annual denominator. */
  readonly list: Total
  /** Of the list what was due by the day (no later than the cut-off), and what of that was reached in time. */
  readonly due: Total
  readonly dueReached: Total
  /** Reached by the day and the cut-off: what counts towards the target. */
  readonly achieved: Total
  /** Reached by the day within the period, also behind the cut-off: the numerator of the annual rate. */
  readonly achievedInPeriod: Total
  /** What is compared with the target: the amount achieved, or the share of the list in percent. Null while nothing is known of it. */
  readonly value: number | null
  readonly base: TierAttainment
  readonly stretch: TierAttainment | null
}

export function attainmentOf(terms: TargetTerms, members: readonly TargetMember[], day: CalendarDate): Attainment {
  const cutOff = earlier(day, terms.cutOffOn)
  const { from, to } = terms.period
  const reachedBy = (last: CalendarDate) => (member: TargetMember) => countsBy(member, from, last)
  const due = members.filter((member) => isBy(member.dueOn, cutOff))
  const parts = {
    list: totalOf(members),
    due: totalOf(due),
    dueReached: totalOf(due.filter(reachedBy(cutOff))),
    achieved: totalOf(members.filter(reachedBy(cutOff))),
    achievedInPeriod: totalOf(members.filter(reachedBy(earlier(day, to)))),
  }
  const { achieved, list } = parts
  const value = terms.isRate ? percentOf(achieved.projects, list.projects) : achieved.amount
  const compared: Compared = terms.isRate
    ? { value, isComplete: true, share: { done: achieved.projects, of: list.projects } }
    : { value, isComplete: achieved.unknown === 0 }
  return {
    ...parts,
    value,
    base: tierOf(terms.base, compared),
    stretch: terms.stretch === undefined ? null : tierOf(terms.stretch, compared),
  }
}

interface Compared {
  readonly value: number | null
  /** False when it is a least value, because amounts are missing in it. */
  readonly isComplete: boolean
  readonly share?: { readonly done: number; readonly of: number }
}

function tierOf(target: number | null, { value, isComplete, share }: Compared): TierAttainment {
  if (target === null || value === null) return { target, reached: null, attainmentPercent: null, excess: null }
  const isReached = share ? reachesShare(share, target) : value >= target
  if (!isComplete) {
    return { target, reached: isReached || null, attainmentPercent: isReached ? 100 : null, excess: null }
  }
  // Short of a target by less than half a part of a percent is still short of it.
  const percent = isReached ? 100 : Math.min(rounded((value / target) * 100), 100 - 1 / PARTS_PER_POINT)
  return { target, reached: isReached, attainmentPercent: percent, excess: isReached ? rounded(value - target) : 0 }
}

/** Whether so many of so many are a percentage, in whole numbers: 19 of 21 are 90 %, 18 are not. */
export function reachesShare({ done, of }: { readonly done: number; readonly of: number }, percent: number): boolean {
  return BigInt(done) * 100n * BigInt(PARTS_PER_POINT) >= inParts(percent) * BigInt(of)
}

/** The projects of several lists, each counted once; one list's amount will do where another masks it. */
export function distinctTotal(lists: readonly (readonly TargetMember[])[]): Total {
  const amounts = new Map<string, number | null>()
  for (const { projectId, amount } of lists.flat()) {
    if (amounts.get(projectId) === undefined || amounts.get(projectId) === null) amounts.set(projectId, amount)
  }
  return totalOf([...amounts.values()].map((amount) => ({ amount })))
}

function totalOf(members: readonly Pick<TargetMember, 'amount'>[]): Total {
  const known = members.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  return {
    projects: members.length,
    amount: rounded(known.reduce((sum, amount) => sum + amount, 0)),
    unknown: members.length - known.length,
  }
}

/** Whether a project has reached the milestone in a period. */
export function countsBy({ reachedOn }: TargetMember, from: CalendarDate, last: CalendarDate): boolean {
  return isBy(reachedOn, last) && reachedOn! >= from
}

function isBy(on: CalendarDate | null, last: CalendarDate): boolean {
  return on !== null && on <= last
}

function earlier(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one < other ? one : other
}
