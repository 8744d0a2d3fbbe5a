import { type NewEvent, sameStanding, StandingMoved, standingOf } from '@zhuji/contracts'
import { type CalendarDate, refuse } from '@zhuji/kernel'
import { type Construction, constructionDecider } from './construction.js'

/** The circumstances in which a fact is told: everything a decision knows besides the construction and the request. */
export interface Occasion {
  readonly projectId: string
  /** The day it happened, as told. */
  readonly occurredOn: CalendarDate
  readonly today: CalendarDate
  /**
   * The source of an import claims to have known this for long: what already happened is recorded even where it breaks a
   * rule. Only what cannot be (a future day, a milestone reached twice) is still refused.
   */
  readonly fromHistory: boolean
  /** The day the register cancelled the project, null if it is not cancelled. */
  readonly cancelledOn: CalendarDate | null
  newId(): string
}

/**
 * The way of every fact into the log: none lies in the future, and when it moves the standing, that is announced right
 * behind it, by the same command and for the same day.
 */
export function record(construction: Construction, fact: NewEvent, occasion: Occasion): readonly NewEvent[] {
  const { projectId, occurredOn, today } = occasion
  if (occurredOn > today) refuse('occurred-in-future', { occurredOn, today }, 'occurredOn')
  const to = standingOf(constructionDecider.evolve(construction, fact))
  const from = construction.standing
  if (sameStanding(from, to)) return [fact]
  return [fact, StandingMoved({ projectId, from, to }, occurredOn)]
}

/** Nothing new is planned, built or reached on a cancelled project; what happened before that day may still be told. */
export function refuseWhenCancelled({ cancelledOn, occurredOn, fromHistory }: Occasion): void {
  if (fromHistory || cancelledOn === null || occurredOn < cancelledOn) return
  refuse('project-cancelled-since', { cancelledOn, occurredOn }, 'occurredOn')
}
