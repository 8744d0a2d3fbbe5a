import { type NewEvent, type Procedure, ProcedureEnded, ProcedureStarted, runningProcedure } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import type { Construction } from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'

export interface ProcedureRequest {
  readonly procedure: Procedure
  readonly reason?: string
}

/** A step of administration runs again. Stage and halt stay: a stopped site that is tendered again is both. */
export function startProcedure(
  construction: Construction,
  { procedure, reason }: ProcedureRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const running = runningOn(construction, occurredOn)
  if (!fromHistory && running?.procedure === procedure) {
    refuse('procedure-already-running', { procedure, since: running.on }, 'procedure')
  }
  return record(construction, ProcedureStarted({ projectId, procedure, reason }, occurredOn), occasion)
}

export function endProcedure(
  construction: Construction,
  { procedure }: Pick<ProcedureRequest, 'procedure'>,
  occasion: Occasion,
): readonly NewEvent[] {
  const { projectId, occurredOn, fromHistory } = occasion
  const running = runningOn(construction, occurredOn)
  if (!fromHistory && running?.procedure !== procedure) {
    refuse('procedure-not-running', { procedure, occurredOn, running: running?.procedure ?? null }, 'procedure')
  }
  return record(construction, ProcedureEnded({ projectId, procedure }, occurredOn), occasion)
}

function runningOn({ procedures }: Construction, day: string): ReturnType<typeof runningProcedure> {
  return runningProcedure(procedures.filter((change) => change.on <= day))
}
