export type QueryValue = string | number | boolean | undefined | null

/** `?a=1&b=2` of what is given, in a stable order; empty and absent values are left out. */
export function queryText(parameters: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams()
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name]
    if (value !== undefined && value !== null && value !== '' && value !== false) search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
