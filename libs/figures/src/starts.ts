import { hasReached, type Standing } from '@zhuji/contracts'
import { type CalendarDate } from '@zhuji/kernel'

/** The day on which works are due to start: as planned in the baseline in force, else as registered. */
export function plannedStart<Day>(planned: Day | null | undefined, registered: Day | null): Day | null {
  return planned ?? registered
}

export interface StartInputs extends Standing {
  readonly cancelled: boolean
  /** A package whose parts start in its place. */
  readonly unbundled: boolean
  readonly plannedStartOn: CalendarDate | null
  /** Ready-built: it never starts. */
  readonly takenOverOn: CalendarDate | null
}

/** Whether one project is due to start by a day, or on the list of that day's year; cancelled and ready-built ones and packages that were taken apart never are. */
export function startMeasures(
  project: StartInputs,
  day: CalendarDate,
): { dueProjects: number; dueStarted: number; listProjects: number; listStarted: number } {
  const { cancelled, unbundled, takenOverOn, plannedStartOn } = project
  const planned = cancelled || unbundled || takenOverOn !== null ? null : plannedStartOn
  const started = Number(hasReached(project, 'start'))
  const due = Number(planned !== null && planned <= day)
  const listed = Number(planned !== null && planned.slice(0, 4) === day.slice(0, 4))
  return { dueProjects: due, dueStarted: due * started, listProjects: listed, listStarted: listed * started }
}
