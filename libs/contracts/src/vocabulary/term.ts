/** A word of the users' language in both languages; the id is what goes over the wire. */
export interface Term {
  readonly zh: string
  readonly en: string
}

export function idsOf<T extends string>(terms: Record<T, unknown>): readonly [T, ...T[]] {
  return Object.keys(terms) as unknown as readonly [T, ...T[]]
}
