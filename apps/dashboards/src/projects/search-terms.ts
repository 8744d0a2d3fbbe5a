/**
 * Text is found by its pairs of neighbouring characters: that works for Chinese, which has no spaces, as well as for codes
 * and Latin names, and lets an index answer "contains". Case and spaces do not count.
 */
export function searchTerms(...texts: readonly string[]): readonly string[] {
  const terms = new Set<string>()
  for (const text of texts) {
    const characters = [...normalized(text)]
    for (let at = 0; at < characters.length; at += 1) {
      terms.add(characters[at]!)
      if (at + 1 < characters.length) terms.add(characters[at]! + characters[at + 1]!)
    }
  }
  return [...terms]
}

/** The texts as they are compared, each on a line of its own: no query has a line break. */
export function searchText(...texts: readonly string[]): string {
  return texts.map(normalized).join('\n')
}

/** What a text must contain to match: its pairs, or its one character. */
export function termsOfQuery(query: string): readonly string[] {
  const characters = [...normalized(query)]
  if (characters.length === 1) return characters
  return characters.slice(1).map((character, index) => characters[index]! + character)
}

export function normalized(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
