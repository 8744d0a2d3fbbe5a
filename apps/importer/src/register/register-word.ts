import { hasReached, type Procedure, type Standing } from '@zhuji/contracts'

/** The one word a register shows for a work. Mappings translate a source's words to these. */
export const registerWordIds = [
  'planning',
  'tendering',
  'contracting',
  'redesigning',
  'under-construction',
  'stopped',
  'deferred',
  'left-unfinished',
  'works-complete',
  'in-use',
  'cancelled',
] as const
export type RegisterWord = (typeof registerWordIds)[number]

export type PreparatoryWord = 'planning' | 'tendering' | 'contracting' | 'redesigning'

export const wordOfProcedure: Readonly<Record<Procedure, PreparatoryWord>> = {
  'planning-again': 'planning',
  redesigning: 'redesigning',
  retendering: 'tendering',
  recontracting: 'contracting',
}

/**
 * What a register that keeps one word would show for a standing. A register shows the administrative step that runs last
 * and forgets what stands behind it; we keep both, so this is the way back and never the other way round.
 */
export function registerWordOf(standing: Standing, cancelled: boolean): RegisterWord {
  if (cancelled) return 'cancelled'
  if (standing.procedure) return wordOfProcedure[standing.procedure]
  if (standing.stage === 'in-use') return 'in-use'
  if (hasReached(standing, 'works-complete')) return 'works-complete'
  if (standing.halt) return standing.halt
  if (hasReached(standing, 'start')) return 'under-construction'
  if (hasReached(standing, 'contracting')) return 'contracting'
  return hasReached(standing, 'tendering') ? 'tendering' : 'planning'
}
