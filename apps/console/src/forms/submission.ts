/** A request that was begun and whose outcome is not known yet. */
export interface Pending {
  readonly content: string
  readonly key: string
}

/** The same content keeps its key; other content is another request and needs a new one (the server answers 422 otherwise). */
export function pendingFor(before: Pending | undefined, content: string, newKey: () => string): Pending {
  return before?.content === content ? before : { content, key: newKey() }
}

const PASSING = new Set([502, 503, 504])
/** The first one is still running, or the service has not heard of the project yet. */
const PASSING_SLUGS = new Set(['request-in-flight', 'project-unknown', 'too-much-work'])

/** Whether sending the same request with the same key again can help: no answer, or a state that passes. */
export function mayRepeat(outcome: number | 'no-answer' | undefined, slug: string): boolean {
  if (outcome === 'no-answer') return true
  if (outcome === undefined) return false
  return PASSING.has(outcome) || PASSING_SLUGS.has(slug)
}
