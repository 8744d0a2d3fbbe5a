/** The parts of a JSON schema that an example can be made from. */
export interface ExampleSchema {
  readonly $ref?: string
  readonly allOf?: readonly ExampleSchema[]
  readonly type?: unknown
  readonly example?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly minimum?: unknown
  readonly minItems?: number
  readonly items?: ExampleSchema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, ExampleSchema>>
}

export type NamedSchemas = Readonly<Record<string, ExampleSchema>>

const DEPTH_MAX = 8
/** Every field of these formats has an example, which says nothing about the field. */
const ILLUSTRATED_BY_FORMAT = new Set(['date', 'date-time', 'uuid'])

/**
 * A body or an answer as its schema tells it: examples as declared, else the smallest value the schema takes. Optional fields appear
 * only where somebody gave an example for them.
 */
export function exampleOf(schema: ExampleSchema, named: NamedSchemas, depth = 0): unknown {
  const resolved = resolve(schema, named)
  if (schema.example !== undefined) return schema.example
  if (resolved.example !== undefined) return resolved.example
  if (resolved.enum) return resolved.enum[0]
  if (depth > DEPTH_MAX) return {}
  switch (resolved.type) {
    case 'array':
      return Array.from({ length: resolved.minItems ?? 0 }, () => exampleOf(resolved.items ?? {}, named, depth + 1))
    case 'string':
      return '示例'
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return resolved.minimum ?? 0
    default:
      return objectOf(resolved, named, depth)
  }
}

function objectOf({ properties = {}, required = [] }: ExampleSchema, named: NamedSchemas, depth: number): object {
  const shown = Object.entries(properties).filter(
    ([name, property]) =>
      required.includes(name) || (property.example !== undefined && !ILLUSTRATED_BY_FORMAT.has(property.format ?? '')),
  )
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, named, depth + 1)]))
}

function resolve(schema: ExampleSchema, named: NamedSchemas): ExampleSchema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  return (reference && named[reference.slice('#/components/schemas/'.length)]) || schema
}
