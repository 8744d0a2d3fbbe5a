import { DomainError } from '@zhuji/kernel'

const STRONG_VERSION = /^"(\d{1,15})"$/

/** The entity tag of a version: `7` → `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`
}

/**
 * The version the caller has seen. Throws `precondition-required` when the header is absent and `invalid` when it is not
 * one strong tag of ours; `*` is refused, because "whatever it is now" is the lost update this header is there to stop.
 */
export function requireIfMatch(caller: { readonly ifMatch?: string }): number {
  if (caller.ifMatch === undefined) throw new DomainError('precondition-required', 'if-match-required')
  const version = STRONG_VERSION.exec(caller.ifMatch.trim())?.[1]
  if (version === undefined) throw new DomainError('invalid', 'if-match-malformed', { field: 'If-Match' })
  return Number(version)
}
