import fc from 'fast-check'
import type { RouteCall } from './requests.js'

/** Values that have broken programs before, beside whatever the generator thinks of. */
// prettier-ignore
const troublesome: readonly unknown[] = [
  null, '', ' ', 0, -1, 1.5, 1e21, true, [], {}, [[]], '0', 'null', '\u0000', '\ud800', '💥'.repeat(2_000), '2026-02-30',
  '9999-12-31', '0001-01-01', "'; drop table project; --", '../../etc/passwd', '<script>', '%00', { $ref: 1 }, ['a', null],
  Number.MAX_SAFE_INTEGER, '00000000-0000-0000-0000-000000000000',
]
const strange = fc.oneof(fc.constantFrom(...troublesome), fc.jsonValue({ maxDepth: 2 }))

/** Every place of a body: `['lines', '0', 'scope']`. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))]
}

/** The body with another value in one place, or without it. */
function withChange(body: unknown, path: readonly string[], change: { value: unknown } | 'gone'): unknown {
  const [name, ...rest] = path
  if (name === undefined) return change === 'gone' ? undefined : change.value
  const copy = structuredClone(body) as Record<string, unknown>
  if (rest.length > 0) copy[name] = withChange(copy[name], rest, change)
  else if (change === 'gone') delete copy[name]
  else copy[name] = change.value
  return copy
}

export interface StrangeOptions {
  readonly seed: number
  readonly cases: number
}

/** Requests to a route that differ from a valid one in one place of the body, in the query, or in both; the same seed gives the same requests. */
export function strangeRequests(valid: RouteCall, { seed, cases }: StrangeOptions): readonly RouteCall[] {
  const places = placesIn(valid.body)
  const change = fc.oneof(fc.record({ value: strange }), fc.constant('gone' as const))
  const body = fc
    .tuple(fc.constantFrom(...places), change)
    .map(([path, changed]) => withChange(valid.body, path, changed))
  const query = fc.dictionary(
    fc.constantFrom('limit', 'cursor', 'region', 'status', 'knownOn', 'dryRun', 'q', 'sort', 'figure', 'x'),
    strange.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    { minKeys: valid.body === undefined ? 1 : 0, maxKeys: 2 },
  )
  const request = fc.record({ body: valid.body === undefined ? fc.constant(undefined) : body, query })
  return fc.sample(request, { seed, numRuns: cases }).map((told) => ({
    method: valid.method,
    path: withQuery(valid.path, told.query),
    body: told.body,
  }))
}

function withQuery(path: string, query: Record<string, string>): string {
  const [place, given] = path.split('?', 2)
  const parameters = new URLSearchParams(given)
  for (const [name, value] of Object.entries(query)) parameters.set(name, wellFormed(value.slice(0, 1_000)))
  return parameters.size > 0 ? `${place}?${parameters}` : place!
}

/** Half a surrogate pair cannot be written into an address. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\u{fffd}')
}
