import {
  hasReached,
  type Halt,
  halts,
  type Procedure,
  procedures,
  type Standing,
  statuses,
  type Term,
} from '@zhuji/contracts'

/**
 * The one word an older register would show for a project. Such registers keep no past, so a step of administration that
 * runs again hides the halted site behind it. We keep both; this word exists to count as those registers counted and to
 * compare with them.
 */
export type RegisterWord =
  | Halt
  | Procedure
  | 'planning'
  | 'tendering'
  | 'contracting'
  | 'under-construction'
  | 'works-complete'
  | 'in-use'
  | 'cancelled'

export const registerWords: Readonly<Record<RegisterWord, Term>> = {
  planning: statuses.planning,
  tendering: statuses.tendering,
  contracting: statuses.contracting,
  'under-construction': statuses['under-construction'],
  ...halts,
  ...procedures,
  'works-complete': statuses['works-complete'],
  'in-use': statuses['in-use'],
  cancelled: statuses.cancelled,
}

export function registerWord(standing: Standing, cancelled: boolean): RegisterWord {
  if (cancelled) return 'cancelled'
  if (standing.procedure) return standing.procedure
  if (standing.halt) return standing.halt
  if (standing.stage === 'in-use') return 'in-use'
  if (hasReached(standing, 'works-complete')) return 'works-complete'
  if (hasReached(standing, 'start')) return 'under-construction'
  if (hasReached(standing, 'contracting')) return 'contracting'
  return standing.stage === 'tendering' ? 'tendering' : 'planning'
}
