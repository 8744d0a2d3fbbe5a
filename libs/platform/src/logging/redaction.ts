const SECRET_KEY = /authorization|cookie|password|passphrase|secret|token|api[-_]?key|private[-_]?key/i
/** What a pattern may try from every place of a text is bounded: what is logged may be long and hostile. */
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9\-._~+/]+=*/gi
const COMPACT_TOKEN = /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}:)[^\s@/]+@/gi
const NAMED_VALUE = /\b([\w-]{0,40}(?:password|passwd|secret|token|api[-_]?key))(\s*[=:]\s*)[^\s,;&"'}]+/gi
const DEPTH_MAX = 6
const ITEMS_MAX = 100

/** Text without what looks like a credential. */
export function redactedText(text: string): string {
  return text
    .replace(BEARER, '$1 [redacted]')
    .replace(NAMED_VALUE, '$1$2[redacted]')
    .replace(COMPACT_TOKEN, '[redacted]')
    .replace(URL_PASSWORD, '$1[redacted]@')
}

/** A copy fit for a log: values under telling names are withheld, texts are cleaned, depth and length are bounded. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactedText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value
  if (value instanceof Error) return errorFacts(value, depth)
  if (depth >= DEPTH_MAX) return '[deeper]'
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map((item) => redacted(item, depth + 1))
  const entries = Object.entries(value).slice(0, ITEMS_MAX)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, SECRET_KEY.test(key) ? '[redacted]' : redacted(item, depth + 1)]),
  )
}

function errorFacts(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown }
  return {
    name: error.name,
    message: redactedText(error.message),
    stack: redactedText(error.stack ?? ''),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.cause === undefined || depth >= DEPTH_MAX ? {} : { cause: redacted(error.cause, depth + 1) }),
  }
}
