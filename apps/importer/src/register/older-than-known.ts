import type { Known } from './known.js'

/**
 * The newest day of which this source already spoke about one of these works, if it lies after the file's day. One work
 * is enough: a newer file that says nothing new of a work leaves no fact, yet it did confirm what was known, and the
 * older file must not overrule it.
 */
export function newerClaim(known: Iterable<Known>, knownOn: string): string | undefined {
  let newest = knownOn
  for (const { construction } of known) {
    const claimed = construction?.lastClaimedKnownOn ?? ''
    if (claimed > newest) newest = claimed
  }
  return newest > knownOn ? newest : undefined
}
