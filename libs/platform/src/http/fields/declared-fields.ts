/** A class whose fields have been declared with our decorators. */
export type Declaring = new () => object

/** One field as it was declared: what class-validator is told, in a form that can be run without it. */
export interface DeclaredField {
  readonly optional: boolean
  readonly nullable: boolean
  readonly list: { readonly min: number; readonly max: number } | undefined
  /** Of the value, or of each element of a list. */
  readonly tests: readonly ((value: unknown) => boolean)[]
  /** The class of the value or of each element. */
  readonly nested?: () => Declaring
  /** Text of a query string is converted first. */
  readonly converts: boolean
}

const declared = new WeakMap<object, Map<string, DeclaredField>>()

export function declareField(field: DeclaredField): PropertyDecorator {
  return (target, property) => {
    const own = declared.get(target.constructor) ?? new Map<string, DeclaredField>()
    declared.set(target.constructor, own.set(String(property), field))
  }
}

type Fields = ReadonlyMap<string, DeclaredField>

const known = new WeakMap<Declaring, Fields>()

/** Also those of the classes it extends; a field declared anew counts as declared last. */
function fieldsOf(type: Declaring): Fields {
  const fields = known.get(type)
  if (fields) return fields
  const base = Object.getPrototypeOf(type) as Declaring | null
  const inherited = base && base !== Function.prototype ? fieldsOf(base) : []
  const all = new Map([...inherited, ...(declared.get(type) ?? [])])
  known.set(type, all)
  return all
}

/**
 * The body as an instance of its class when every rule of every field holds and nothing else is in it; undefined when
 * there is anything to complain about, or to convert: then class-validator says what. It gives the same instance from the
 * same declarations, several times as slowly.
 */
export function accept<Body extends object>(type: new () => Body, body: unknown): Body | undefined {
  if (!isPlainObject(body)) return undefined
  const fields = fieldsOf(type)
  if (fields.size === 0) return undefined
  for (const name of Object.keys(body)) if (!fields.has(name)) return undefined
  const instance = new type() as Record<string, unknown>
  for (const [name, field] of fields) {
    const value = body[name]
    if (value === undefined) {
      if (!field.optional || Object.hasOwn(body, name)) return undefined
      continue
    }
    if (field.converts) return undefined
    const accepted = acceptField(field, value)
    if (accepted === undefined) return undefined
    instance[name] = accepted
  }
  return instance as Body
}

function acceptField(field: DeclaredField, value: unknown): unknown {
  if (value === null) return field.nullable ? null : undefined
  if (!field.list) return acceptValue(field, value)
  if (!Array.isArray(value) || value.length < field.list.min || value.length > field.list.max) return undefined
  const elements: unknown[] = []
  for (const element of value as readonly unknown[]) {
    const accepted = acceptValue(field, element)
    if (accepted === undefined) return undefined
    elements.push(accepted)
  }
  return elements
}

function acceptValue({ tests, nested }: DeclaredField, value: unknown): unknown {
  for (const test of tests) if (!test(value)) return undefined
  return nested ? accept(nested(), value) : value
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value) as object | null
  // A parsed query string has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
