import { type Clocks } from '@zhuji/platform'
import { type RecordedEvent, StandingMoved, standingOf } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'
import { atBothDays } from '@zhuji/messaging'
import { type Construction, constructionDecider } from './construction.js'

export interface PastConstruction {
  readonly state: Construction
  /** Of the last fact that counts; 0 before the first. */
  readonly version: number
  /** The newest day on which an import claimed that its source knew something of it. */
  readonly lastClaimedKnownOn: CalendarDate | null
}

/**
 * How far a project was built on a business day, as far as that was known on a day, from its own facts. The standing is
 * derived anew: the one announced behind a fact that was told later knows what happened since.
 */
export function constructionAt(events: readonly RecordedEvent[], clocks: Clocks): PastConstruction {
  const known = atBothDays(events, clocks)
  const facts = known.filter(({ type }) => type !== StandingMoved.type)
  const state = facts.reduce<Construction>(
    (construction, fact) => constructionDecider.evolve(construction, fact),
    constructionDecider.initial(),
  )
  const claims = known.flatMap((event) => (event.knownOnClaimed ? [event.knownOn] : [])).toSorted()
  return {
    state: { ...state, standing: standingOf(state) },
    version: known.at(-1)?.streamVersion ?? 0,
    lastClaimedKnownOn: claims.at(-1) ?? null,
  }
}
