/** A query of more characters is found by all of its threes. */
const TERM_CHARACTERS_MAX = 3

/**
 * Text is found by what stands in it side by side, up to three characters: that works for Chinese, which has no spaces, as
 * well as for codes and Latin names, and lets an index answer "contains". Case and spaces do not count.
 */
export function searchTerms(...texts: readonly string[]): readonly string[] {
  const terms = new Set<string>()
  for (const text of texts) {
    const characters = [...normalized(text)]
    for (let length = 1; length <= TERM_CHARACTERS_MAX; length += 1) {
      for (const term of runsOf(characters, length)) terms.add(term)
    }
  }
  return [...terms]
}

function runsOf(characters: readonly string[], length: number): readonly string[] {
  const runs = Math.max(0, characters.length - length + 1)
  return Array.from({ length: runs }, (_, at) => characters.slice(at, at + length).join(''))
}

/** The texts as they are compared, each on a line of its own: no query has a line break. */
export function searchText(...texts: readonly string[]): string {
  return texts.map(normalized).join('\n')
}

/** What a text must contain to match: its threes, or itself where it has no more. */
export function termsOfQuery(query: string): readonly string[] {
  const characters = [...normalized(query)]
  return characters.length === 0 ? [] : runsOf(characters, Math.min(characters.length, TERM_CHARACTERS_MAX))
}

export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
