import { definitionOf, eventDefinitions, versionsOf } from './catalogue.js'

/**
 * A log keeps what was recorded, in the version of its day, and nobody rewrites it. Programs know the newest version only:
 * whoever reads the log asks for every version (`typesOf`) and lifts what it reads (`upcast`).
 */
const nextOf = new Map(
  eventDefinitions.flatMap((definition) => (definition.replaces ? [[definition.replaces.event.type, definition]] : [])),
)

/** The types under which facts of these kinds lie in the logs: the newest, and all that it replaces. */
export function typesOf(definitions: readonly { readonly type: string }[]): readonly string[] {
  const versions = definitions.flatMap(({ type }): readonly { readonly type: string }[] => {
    const definition = definitionOf(type)
    return definition ? versionsOf(definition) : [{ type }]
  })
  return [...new Set(versions.map(({ type }) => type))]
}

/** True of a version that can be read for ever and is written no more. */
export function isReplaced(type: string): boolean {
  return nextOf.has(type)
}

interface Versioned {
  readonly type: string
  readonly data: unknown
  /** As it lies in the log; absent where that is the newest version. */
  readonly recordedAs?: { readonly type: string; readonly data: unknown }
}

/** The fact in its newest version. The same object where it is that already. */
export function upcast<Event extends Versioned>(event: Event): Event {
  const next = nextOf.get(event.type)
  if (!next) return event
  const { type, data, recordedAs = { type, data } } = event
  return upcast({ ...event, type: next.type, data: next.replaces!.upcast(data), recordedAs })
}

/** What the log holds of it. */
export function recordedAs({ type, data, recordedAs: recorded }: Versioned): {
  readonly type: string
  readonly data: unknown
} {
  return recorded ?? { type, data }
}
