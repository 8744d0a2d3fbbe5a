import type { Milestone } from '@zhuji/contracts'
import { type CalendarDate, DomainError } from '@zhuji/kernel'
import {
  addWorkingDays,
  isWorkingDay,
  provisionalYears,
  type WorkingCalendar,
  workingDaysBetween,
} from '../calendar/working-days.js'
import type { TimedStep } from './plan-templates.js'
import { trailing } from './template-steps.js'

/** 倒排工期: everything must be done on the need date, nothing can begin before `from`. */
export interface BackwardRequest {
  readonly steps: readonly TimedStep[]
  readonly needOn: CalendarDate
  readonly from: CalendarDate
}

export interface DerivedStep extends TimedStep {
  readonly earliestFinishOn: CalendarDate
  readonly latestStartOn: CalendarDate
  readonly latestFinishOn: CalendarDate
  /** 时差: working days it may take longer, or begin later, without moving the need date; negative: too late by so many. */
  readonly floatDays: number
  /** On the longest way to the need date: no other step has less float. */
  readonly critical: boolean
}

export interface BackwardPlan {
  readonly needOn: CalendarDate
  readonly from: CalendarDate
  readonly steps: readonly DerivedStep[]
  /** Steps whose latest start lies before `from`. */
  readonly late: readonly DerivedStep[]
  readonly shortByDays: number
  /** The first day on which everything can be done, beginning on `from`. */
  readonly earliestNeedOn: CalendarDate
  readonly provisionalYears: readonly string[]
}

/**
 * Latest days by the way back from the need date, earliest days by the way forth, both in working days. A day is the end
 * of a step's work: a step of n working days that must be finished on a day starts n working days before it, and what
 * comes before is finished on that day at the latest. A step that nothing waits for is needed on the need date, unless it
 * trails another one: then it is due its own working days after that, and never critical.
 */
export function backwardPlan({ steps, needOn, from }: BackwardRequest, calendar: WorkingCalendar): BackwardPlan {
  const ordered = inOrder(steps)
  const earliest = new Map<Milestone, CalendarDate>()
  for (const { milestone, workingDays, after } of ordered) {
    const begins = latestOf(from, ...after.map((other) => earliest.get(other)!))
    earliest.set(milestone, addWorkingDays(calendar, begins, workingDays))
  }
  const finish = new Map<Milestone, CalendarDate>(ordered.map(({ milestone }) => [milestone, needOn]))
  const start = new Map<Milestone, CalendarDate>()
  const trails = trailsAmong(ordered)
  const bound = ordered.filter(({ milestone }) => !trails.has(milestone))
  for (const { milestone, workingDays, after } of bound.toReversed()) {
    const begins = begunBefore(finish.get(milestone)!, workingDays, calendar)
    start.set(milestone, begins)
    for (const other of after) finish.set(other, earliestOf(finish.get(other)!, begins))
  }
  for (const { milestone, workingDays, after } of ordered.filter((step) => !bound.includes(step))) {
    const begins = after.length > 0 ? latestOf(...after.map((other) => finish.get(other)!)) : from
    start.set(milestone, begins)
    finish.set(milestone, addWorkingDays(calendar, begins, workingDays))
  }
  const floats = new Map(
    ordered.map(({ milestone }) => {
      const days = workingDaysBetween(calendar, earliest.get(milestone)!, finish.get(milestone)!)
      return [milestone, days] as const
    }),
  )
  const leastFloat = Math.min(...bound.map(({ milestone }) => floats.get(milestone)!))
  const derived = steps.map((step) => ({
    ...step,
    earliestFinishOn: earliest.get(step.milestone)!,
    latestStartOn: start.get(step.milestone)!,
    latestFinishOn: finish.get(step.milestone)!,
    floatDays: floats.get(step.milestone)!,
    critical: floats.get(step.milestone) === leastFloat && !trails.has(step.milestone),
  }))
  const days = [from, needOn, ...earliest.values(), ...start.values(), ...finish.values()]
  return {
    needOn,
    from,
    steps: derived,
    late: derived.filter(({ latestStartOn }) => workingDaysBetween(calendar, from, latestStartOn) < 0),
    shortByDays: Math.max(0, -leastFloat),
    earliestNeedOn: latestOf(from, ...bound.map(({ milestone }) => earliest.get(milestone)!)),
    provisionalYears: provisionalYears(calendar, earliestOf(...days), latestOf(...days)),
  }
}

/** Where a plan lets something wait for it, a trailing step is one like the others. */
function trailsAmong(steps: readonly TimedStep[]): ReadonlySet<Milestone> {
  const awaited = new Set(steps.flatMap(({ after }) => after))
  return new Set([...trailing].filter((milestone) => !awaited.has(milestone)))
}

/** What must be finished on a free day is finished on the last working day before it. */
function begunBefore(finishOn: CalendarDate, workingDays: number, calendar: WorkingCalendar): CalendarDate {
  if (workingDays === 0 || isWorkingDay(calendar, finishOn)) return addWorkingDays(calendar, finishOn, -workingDays)
  return addWorkingDays(calendar, finishOn, -workingDays - 1)
}

/** Every step behind those it follows; refused where steps wait for each other, or for one that is not planned. */
export function inOrder(steps: readonly TimedStep[]): TimedStep[] {
  const planned = new Set(steps.map(({ milestone }) => milestone))
  for (const { milestone, after } of steps) {
    const unplanned = after.find((other) => !planned.has(other))
    if (unplanned) refuseOrder('plan-predecessor-unplanned', { milestone, earlierMilestone: unplanned })
  }
  const ordered: TimedStep[] = []
  const placed = new Set<Milestone>()
  let waiting: readonly TimedStep[] = steps
  while (waiting.length > 0) {
    const ready = waiting.filter(({ after }) => after.every((other) => placed.has(other)))
    if (ready.length === 0) {
      return refuseOrder('plan-in-a-ring', { milestones: ringOf(waiting).join(', ') })
    }
    for (const step of ready) placed.add(step.milestone)
    ordered.push(...ready)
    waiting = waiting.filter(({ milestone }) => !placed.has(milestone))
  }
  return ordered
}

/** Of steps that cannot begin those that hold each other up, without what merely follows them. */
function ringOf(steps: readonly TimedStep[]): readonly Milestone[] {
  const followed = steps.filter(({ milestone }) => steps.some(({ after }) => after.includes(milestone)))
  return followed.length === steps.length ? steps.map(({ milestone }) => milestone) : ringOf(followed)
}

function refuseOrder(slug: string, figures: Readonly<Record<string, string>>): never {
  throw new DomainError('invalid', slug, { field: 'durations', figures })
}

function earliestOf(...days: readonly CalendarDate[]): CalendarDate {
  return days.reduce((one, other) => (other < one ? other : one))
}

function latestOf(...days: readonly CalendarDate[]): CalendarDate {
  return days.reduce((one, other) => (other > one ? other : one))
}
