import { z } from 'zod'
import type { Term } from './vocabulary/index.js'

/**
 * A published event type, declared once. From this one value come the TypeScript type, validation when it is written and
 * read, its topic and key, the AsyncAPI document, the examples in tests and the frozen JSON schema of every version.
 * Additions to a released version are optional fields only; anything else is a new version with a pure upcast.
 */
export interface EventDefinition<Type extends string = string, Data = unknown> {
  readonly type: Type
  readonly context: string
  readonly summary: Term
  readonly schema: z.ZodType<Data>
  /** Which field of the data is the key that keeps order. */
  readonly key: keyof Data & string
  readonly examples: readonly Data[]
  /** The version before it, which can be read for ever and is written no more. */
  readonly replaces?: Replacement
}

/** How a fact that was recorded under an earlier version reads in the next one. */
export interface Replacement {
  readonly event: EventDefinition
  readonly upcast: (data: unknown) => unknown
}

export type DataOf<D> = D extends EventDefinition<string, infer Data> ? Data : never
export type TypeOf<D> = D extends EventDefinition<infer Type, unknown> ? Type : never

/** An event before the log has taken it in: what a decision returns. */
export interface NewEvent<Type extends string = string, Data = unknown> {
  readonly type: Type
  readonly occurredOn: string
  readonly data: Data
}

const TYPE = /^([a-z]+)\.[a-z]+(?:-[a-z]+)*\.v\d+$/

export type EventFactory<Type extends string, Data> = EventDefinition<Type, Data> & {
  (data: Data, occurredOn: string): NewEvent<Type, Data>
}

export function defineEvent<const Type extends string, Shape extends z.core.$ZodLooseShape>(declaration: {
  type: Type
  summary: Term
  schema: z.ZodObject<Shape>
  key: keyof z.infer<z.ZodObject<Shape>> & string
  examples: readonly z.infer<z.ZodObject<Shape>>[]
  replaces?: Replacement
}): EventFactory<Type, z.infer<z.ZodObject<Shape>>> {
  const match = TYPE.exec(declaration.type)
  if (!match) throw new Error(`event type ${declaration.type} is not <service>.<event>.v<major>`)
  if (declaration.examples.length === 0) throw new Error(`event type ${declaration.type} has no example`)
  const create = (data: unknown, occurredOn: string) => ({ type: declaration.type, occurredOn, data })
  const factory: unknown = Object.assign(create, { ...declaration, context: match[1]! })
  return factory as EventFactory<Type, z.infer<z.ZodObject<Shape>>>
}

/** `upcast` is pure and total: whatever the earlier version let in, the next one's schema accepts. */
export function replacing<Old, New>(event: EventFactory<string, Old>, upcast: (data: Old) => New): Replacement {
  return { event: event as unknown as EventDefinition, upcast: upcast as Replacement['upcast'] }
}

export function topicOf(context: string): string {
  return `zhuji.${context}.events.v1`
}
