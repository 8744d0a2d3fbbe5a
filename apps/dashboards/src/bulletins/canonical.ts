/**
 * JSON of which there is one text only: the names of each object in the order of their characters, no spaces, numbers as
 * ECMAScript writes them. What is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}

export interface JsonDifference {
  /** `parts[0].rows[2].numerator`. */
  readonly path: string
  readonly issued: unknown
  readonly now: unknown
}

/** Where two values from JSON differ, down to the single values; no more than so many. */
export function jsonDifferences(issued: unknown, now: unknown, limit = 50): readonly JsonDifference[] {
  const found: JsonDifference[] = []
  const walk = (one: unknown, other: unknown, path: string): void => {
    if (found.length >= limit || one === other) return
    if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
      found.push({ path, issued: one ?? null, now: other ?? null })
      return
    }
    for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const step = Array.isArray(one) ? `[${name}]` : path === '' ? name : `.${name}`
      walk(one[name], other[name], path + step)
    }
  }
  walk(issued, now, '')
  return found
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
