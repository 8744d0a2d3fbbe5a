import {
  hasReached,
  type Milestone,
  type Procedure,
  spineMilestoneIds,
  type Stage,
  type Standing,
} from '@zhuji/contracts'
import { type CommandDraft, reasons, toMilestones } from './command-draft.js'
import { type Known, reachedOn, standingKnown } from './known.js'
import type { RegisterRow } from './register-row.js'
import type { PreparatoryWord, RegisterWord } from './register-word.js'

/**
 * A register's one word as facts. The register overwrites: a stopped site that is tendered again becomes "tendering". Here
 * a step of preparation on a site that was ever started is a procedure that runs again beside stage and halt, and only
 * the milestones that are really news are reached. A site counts as started when it was reached, is halted, or has work on
 * it (physical % above 0). Afterwards `registerWordOf` gives back the row's word.
 */
export function standingDifferences(row: RegisterRow, known: Known, knownOn: string): readonly CommandDraft[] {
  const days = daysOf(row, knownOn)
  const taken = row.status === 'cancelled' ? [] : takenBack(row.status, known)
  const standing: Standing = { ...standingKnown(known), stage: stageWithout(taken, known) }
  const isBuilt = !isPreparatory(row.status) && row.status !== 'cancelled'
  const isWorkedOn = isBuilt || taken.length > 0 || (row.physicalPercent ?? 0) > 0
  const start = isWorkedOn && !isStarted(standing) ? [reach('start', days.startOn)] : []
  if (row.status === 'cancelled') return start
  const corrections = taken.map((milestone) => correction(milestone, knownOn))
  const site: Site = { row, standing, started: isWorkedOn || isStarted(standing) || standing.halt !== null, knownOn }
  const rest = isPreparatory(row.status)
    ? preparing(row.status, site)
    : building(site, { known, completedOn: days.completedOn })
  return [...corrections, ...start, ...rest]
}

/** Facts told by others that say more than the register does; they stay, and the difference is worth a look. */
export function contradicts(row: RegisterRow, known: Known): boolean {
  if (['works-complete', 'in-use', 'cancelled'].includes(row.status)) return false
  return hasReached(
    { ...standingKnown(known), stage: stageWithout(takenBack(row.status, known), known) },
    'works-complete',
  )
}

interface Site {
  readonly row: RegisterRow
  readonly standing: Standing
  readonly started: boolean
  readonly knownOn: string
}

const isStarted = (standing: Standing): boolean => hasReached(standing, 'start')

function isPreparatory(word: RegisterWord): word is PreparatoryWord {
  return word === 'planning' || word === 'tendering' || word === 'contracting' || word === 'redesigning'
}

/** The contract's day is the nearest a register has to a start; the last inspection's to a completion. */
function daysOf(row: RegisterRow, knownOn: string): { startOn: string; completedOn: string } {
  const completedOn = row.inspectedOn ?? knownOn
  const startOn = row.contractSignedOn ?? knownOn
  const isFinished = row.status === 'works-complete' || row.status === 'in-use'
  return { startOn: isFinished && startOn > completedOn ? completedOn : startOn, completedOn }
}

function reach(milestone: Milestone, occurredOn: string): CommandDraft {
  return toMilestones('reach-milestone', { milestone, occurredOn })
}

/** What the register took back. Only milestones that a register speaks of: others were told by somebody else. */
function takenBack(word: RegisterWord, known: Known): readonly Milestone[] {
  const beyond: Milestone[] =
    word === 'in-use' ? [] : word === 'works-complete' ? ['in-use'] : ['in-use', 'works-complete']
  return beyond.filter((milestone) => reachedOn(known, milestone) !== undefined)
}

function stageWithout(taken: readonly Milestone[], known: Known): Stage {
  if (taken.length === 0) return standingKnown(known).stage
  const left = spineMilestoneIds.filter((milestone) => !taken.includes(milestone))
  return left.findLast((milestone) => reachedOn(known, milestone) !== undefined) ?? 'reserve'
}

function correction(milestone: Milestone, occurredOn: string): CommandDraft {
  return toMilestones('correct-milestone', { milestone, reachedOn: null, reason: reasons.notComplete, occurredOn })
}

const procedureOf: Readonly<Record<PreparatoryWord, Procedure>> = {
  planning: 'planning-again',
  tendering: 'retendering',
  contracting: 'recontracting',
  redesigning: 'redesigning',
}

const order: readonly PreparatoryWord[] = ['planning', 'tendering', 'contracting']

/** Before the start the register's word moves the stage on; against the order, or after the start, a step runs again. */
function preparing(word: PreparatoryWord, { row, standing, started, knownOn }: Site): CommandDraft[] {
  const reached = hasReached(standing, 'contracting') ? 2 : hasReached(standing, 'tendering') ? 1 : 0
  const wanted = order.indexOf(word)
  if (started || word === 'redesigning' || wanted < reached) {
    const procedure = procedureOf[word]
    if (standing.procedure === procedure) return []
    return [
      toMilestones('start-procedure', { procedure, reason: reasons.procedure(row.statusText), occurredOn: knownOn }),
    ]
  }
  const forward = wanted > reached ? [reach(word as 'tendering' | 'contracting', knownOn)] : []
  return [...ending(standing, knownOn), ...forward]
}

function ending({ procedure }: Standing, knownOn: string): CommandDraft[] {
  return procedure ? [toMilestones('end-procedure', { procedure, occurredOn: knownOn })] : []
}

interface Completion {
  readonly known: Known
  readonly completedOn: string
}

function building({ row, standing, knownOn }: Site, { known, completedOn }: Completion): CommandDraft[] {
  const ended = ending(standing, knownOn)
  switch (row.status) {
    case 'stopped':
    case 'deferred':
    case 'left-unfinished':
      return standing.halt === row.status ? ended : [...ended, stop(row, knownOn)]
    case 'under-construction':
      return standing.halt ? [...ended, toMilestones('resume-work', { occurredOn: knownOn })] : ended
    default: {
      const resumed = standing.halt
        ? [toMilestones('resume-work', { text: reasons.resumedBeforeEnd, occurredOn: knownOn })]
        : []
      const wanted: Milestone[] = row.status === 'in-use' ? ['works-complete', 'in-use'] : ['works-complete']
      const news = wanted.filter((milestone) => reachedOn(known, milestone) === undefined)
      return [...ended, ...resumed, ...news.map((milestone) => reach(milestone, completedOn))]
    }
  }
}

function stop(row: RegisterRow, occurredOn: string): CommandDraft {
  return toMilestones('stop-work', { halt: row.status, reason: reasons.halted(row.statusText), occurredOn })
}
