import type { CalendarDate } from '@zhuji/kernel'
import { type Milestone, spineMilestoneIds } from './milestones.js'
import type { Halt, Procedure, Stage, Standing } from './standing.js'

/** What a standing is derived from. Changes are in the order of their days; of one day the one told later is behind. */
export interface StandingFacts {
  readonly reached: Readonly<Partial<Record<Milestone, CalendarDate>>>
  readonly halts: readonly HaltChange[]
  readonly procedures: readonly ProcedureChange[]
}

export interface HaltChange {
  readonly on: CalendarDate
  /** Null: work went on. */
  readonly halt: Halt | null
}

export interface ProcedureChange {
  readonly on: CalendarDate
  readonly procedure: Procedure
  readonly running: boolean
}

/**
 * Where a project stands, from its facts alone.
 *
 * - Stage: the farthest milestone of the spine that was reached. Nothing but the correction of a milestone takes it back:
 *   not a halt, not a procedure that runs again. Reported progress does not move it either: 5 % without a start is a
 *   finding about the report, not a start. Milestones may be left out, so a project taken over ready-built can be in use
 *   without ever having been started.
 * - Halt and procedure: the change that happened last. They end by themselves when the facility is physically finished
 *   (works complete, accepted or in use) on a later day, since then there is no work left to halt or to tender again. Settlement and
 *   handover do not end them: an unfinished site can change hands.
 */
export function standingOf(facts: StandingFacts): Standing {
  const finishedOn = lastDayOf(facts, ['works-complete', 'acceptance', 'in-use'])
  const outlived = (since: CalendarDate): boolean => finishedOn !== undefined && finishedOn >= since
  const halted = facts.halts.at(-1)
  const running = runningProcedure(facts.procedures)
  return {
    stage: stageOf(facts),
    halt: halted && !outlived(halted.on) ? halted.halt : null,
    procedure: running && !outlived(running.on) ? running.procedure : null,
  }
}

export function sameStanding(one: Standing, other: Standing): boolean {
  return one.stage === other.stage && one.halt === other.halt && one.procedure === other.procedure
}

/** A procedure that starts while another runs takes its place; the end of one that does not run changes nothing. */
export function runningProcedure(changes: readonly ProcedureChange[]): ProcedureChange | undefined {
  let running: ProcedureChange | undefined
  for (const change of changes) {
    if (change.running) running = change
    else if (running?.procedure === change.procedure) running = undefined
  }
  return running
}

/** Keeps the order of days; a change told later goes behind the others of its day. */
export function insertedByDay<Change extends { readonly on: CalendarDate }>(
  changes: readonly Change[],
  change: Change,
): readonly Change[] {
  const before = changes.filter((other) => other.on <= change.on)
  return [...before, change, ...changes.filter((other) => other.on > change.on)]
}

function stageOf({ reached }: Pick<StandingFacts, 'reached'>): Stage {
  return spineMilestoneIds.findLast((milestone) => reached[milestone] !== undefined) ?? 'reserve'
}

function lastDayOf(
  { reached }: Pick<StandingFacts, 'reached'>,
  milestones: readonly Milestone[],
): CalendarDate | undefined {
  const days = milestones.flatMap((milestone) => reached[milestone] ?? [])
  return days.sort().at(-1)
}
