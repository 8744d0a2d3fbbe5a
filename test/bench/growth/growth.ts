import type { LeastRatio } from '../contest/contest.js'

/** A province with its projects and events, as it was loaded. */
export interface Size {
  readonly projects: number
  readonly events: number
}

export type Activity = 'commands' | 'projections' | 'questions' | 'timers' | 'verification'

/** Answers come from read models whose size follows places and kinds: more projects must not make them dearer. */
const LEAST_OF_QUESTIONS = 0.8

/** How many entries one ledger has. What a posting costs must not follow them. */
export const ledgers = [10, 1_000, 10_000] as const
const LEAST_OF_POSTINGS = 0.8

/** The smallest first, each ten times the one before. */
export function sizesUpTo(projects: number): readonly number[] {
  const sizes = [100, 10, 1].map((part) => Math.round(projects / part))
  return [...new Set(sizes)].filter((size) => size > 0)
}

export const nameOf = (activity: Activity, { projects }: Pick<Size, 'projects'>): string =>
  `${activity}, ${projects} projects`

export const nameOfLedger = (entries: number): string => `postings, ledger of ${entries} entries`

export const goalsOfLedgers: readonly LeastRatio[] = ledgers.slice(1).map((entries) => ({
  id: 'growth',
  ours: nameOfLedger(entries),
  against: nameOfLedger(ledgers[0]),
  ratio: LEAST_OF_POSTINGS,
}))

/**
 * How far a rate may fall from each size to the next: to log n / log m from n events to m, because the cost of all of
 * them may grow as n log n does.
 */
export function goalsOf(sizes: readonly Size[], activities: readonly Activity[]): readonly LeastRatio[] {
  return sizes.slice(1).flatMap((larger, place) => {
    const smaller = sizes[place]!
    const allowed = Math.log(smaller.events) / Math.log(larger.events)
    return activities.map((activity) => ({
      id: 'growth',
      ours: nameOf(activity, larger),
      against: nameOf(activity, smaller),
      ratio: activity === 'questions' ? LEAST_OF_QUESTIONS : Math.round(allowed * 1_000) / 1_000,
    }))
  })
}
