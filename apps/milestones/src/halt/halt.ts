import { type Halt, type NewEvent, WorkResumed, WorkStopped } from '@zhuji/contracts'
import { refuse } from '@zhuji/kernel'
import { type Construction, lastUntil } from '../construction/construction.js'
import { type Occasion, record, refuseWhenCancelled } from '../construction/occasion.js'

export interface StopRequest {
  readonly halt: Halt
  readonly reason: string
}

/**
 * Halts work. A site that is halted in another way changes to this one (deferred, then left unfinished). Judged by what
 * was known to hold on the day it happened, so a stop told late does not undo a resumption of a later day.
 */
export function stopWork(
  construction: Construction,
  { halt, reason }: StopRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  const { projectId, occurredOn, fromHistory } = occasion
  const inForce = lastUntil(construction.halts, occurredOn)
  if (!fromHistory && inForce?.halt === halt) refuse('work-already-halted', { halt, since: inForce.on }, 'halt')
  return record(construction, WorkStopped({ projectId, halt, reason }, occurredOn), occasion)
}

/** Work goes on. This is never a new start: the stage stays what it was. */
export function resumeWork(
  construction: Construction,
  { text }: { readonly text?: string },
  occasion: Occasion,
): readonly NewEvent[] {
  refuseWhenCancelled(occasion)
  const { projectId, occurredOn, fromHistory } = occasion
  const inForce = lastUntil(construction.halts, occurredOn)
  if (!fromHistory && !inForce?.halt) refuse('work-not-halted', { occurredOn, since: inForce?.on ?? null })
  return record(construction, WorkResumed({ projectId, text }, occurredOn), occasion)
}
