/**
 * A broken rule. The kind says how the edge answers (HTTP status, dead letter), the slug names the rule for machines and
 * for the message catalogue, and the figures are everything a reader needs to see why: amounts, dates, limits.
 *
 * | kind | meaning | HTTP |
 * |---|---|---|
 * | invalid | a field breaks its form | 400 |
 * | unauthenticated | nobody known | 401 |
 * | forbidden | known, but not allowed here | 403 |
 * | not-found | no such thing, or not visible to the caller | 404 |
 * | conflict | the same thing is in the way | 409 |
 * | stale | the caller has seen an older version | 412 |
 * | refused | a rule of the domain says no | 422 |
 * | precondition-required | the caller must say which version it saw | 428 |
 * | too-many | a limit on calls is reached | 429 |
 * | unavailable | a part we need is away; try again | 503 |
 */
export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'refused'
  | 'precondition-required'
  | 'too-many'
  | 'unavailable'

export type Figures = Readonly<Record<string, string | number | boolean | null>>

export interface DomainErrorDetails {
  /** The field of the command that broke the rule, as the caller wrote it (`capacity[0].amount`). */
  readonly field?: string
  readonly figures?: Figures
}

export class DomainError extends Error {
  readonly field?: string
  readonly figures: Figures

  constructor(
    readonly kind: DomainErrorKind,
    readonly slug: string,
    details: DomainErrorDetails = {},
  ) {
    super(`${kind}: ${slug} ${JSON.stringify(details.figures ?? {})}`)
    this.name = 'DomainError'
    this.field = details.field
    this.figures = details.figures ?? {}
  }
}

export function refuse(slug: string, figures: Figures = {}, field?: string): never {
  throw new DomainError('refused', slug, { figures, field })
}
