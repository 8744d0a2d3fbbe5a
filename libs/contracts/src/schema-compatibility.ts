/** A JSON schema as `z.toJSONSchema` writes it; only what a comparison looks at is named. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

/** These tell a reader something and decide nothing. */
const TELLING = new Set(['$schema', '$id', 'title', 'description', 'examples', 'x-summary', 'x-key'])
const COMPARED = new Set(['properties', 'required', 'items', 'anyOf'])

/**
 * What makes today's schema of a released event another contract than the frozen one; empty when only optional fields
 * were added. Anything else needs a new version of the type.
 */
export function contractChanges(frozen: JsonSchema, today: JsonSchema, path = '$'): string[] {
  return [
    ...keywordChanges(frozen, today, path),
    ...propertyChanges(frozen, today, path),
    ...partChanges(frozen, today, path),
  ]
}

function keywordChanges(frozen: JsonSchema, today: JsonSchema, path: string): string[] {
  const keywords = new Set([...Object.keys(frozen), ...Object.keys(today)])
  return [...keywords]
    .filter((keyword) => !TELLING.has(keyword) && !COMPARED.has(keyword))
    .filter((keyword) => JSON.stringify(frozen[keyword]) !== JSON.stringify(today[keyword]))
    .map((keyword) => `${path}: ${keyword} was ${textOf(frozen[keyword])} and is ${textOf(today[keyword])}`)
}

function propertyChanges(frozen: JsonSchema, today: JsonSchema, path: string): string[] {
  const before = frozen.properties ?? {}
  const after = today.properties ?? {}
  const nowRequired = new Set(today.required ?? [])
  const wasRequired = new Set(frozen.required ?? [])
  const kept = Object.entries(before).flatMap(([name, schema]) => {
    const place = `${path}.${name}`
    const now = after[name]
    if (!now) return [`${place}: is gone`]
    const needed = wasRequired.has(name) === nowRequired.has(name) ? [] : [`${place}: required or optional has changed`]
    return [...needed, ...contractChanges(schema, now, place)]
  })
  const added = Object.keys(after).filter((name) => !before[name] && nowRequired.has(name))
  return [...kept, ...added.map((name) => `${path}.${name}: is new and required`)]
}

function partChanges(frozen: JsonSchema, today: JsonSchema, path: string): string[] {
  const items = (frozen.items || today.items) && contractChanges(frozen.items ?? {}, today.items ?? {}, `${path}[]`)
  const before = frozen.anyOf ?? []
  const after = today.anyOf ?? []
  if (before.length !== after.length)
    return [...(items ?? []), `${path}: has ${after.length} shapes, not ${before.length}`]
  return [
    ...(items ?? []),
    ...before.flatMap((shape, place) => contractChanges(shape, after[place]!, `${path}|${place}`)),
  ]
}

function textOf(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
