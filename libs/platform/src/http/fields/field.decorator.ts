import { applyDecorators } from '@nestjs/common'
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger'
import type { Figures } from '@zhuji/kernel'
import { Transform } from 'class-transformer'
import { ValidateBy, ValidateIf } from 'class-validator'
import { declareField, type DeclaredField } from './declared-fields.js'

export interface FieldOptions {
  readonly description?: string
  readonly example?: unknown
  /** May be absent. */
  readonly optional?: boolean
  /** May be null (which clears the value), as opposed to absent. */
  readonly nullable?: boolean
  /** Reads the text of a query string: `12`, `true`, one value where a list is meant. Bodies are never converted. */
  readonly query?: boolean
}

export interface ListOptions {
  readonly array?: { readonly min?: number; readonly max: number }
}

/** One rule of a field: what the reader is told (rule, figures) and the test itself. */
export interface FieldRule {
  readonly rule: string
  readonly figures?: Figures
  readonly test: (value: unknown) => boolean
}

export interface FieldKind {
  readonly rules: readonly FieldRule[]
  readonly schema: ApiPropertyOptions
  /** How the text of a query string becomes a value; text that does not convert is left for the rules to refuse. */
  readonly fromText?: (text: string) => unknown
}

/** Any field: the rules and the OpenAPI description from one declaration, so that they cannot drift apart. */
export function field(kind: FieldKind, options: FieldOptions & ListOptions = {}): PropertyDecorator {
  const { array } = options
  const decorators: PropertyDecorator[] = [apiPropertyOf(kind, options), presenceOf(options)]
  for (const { rule, figures, test } of kind.rules) {
    decorators.push(
      ValidateBy(
        { name: rule, validator: { validate: test, defaultMessage: () => rule } },
        { each: array !== undefined, context: { rule, figures: figures ?? {} } },
      ),
    )
  }
  if (array) decorators.push(listSize(array))
  if (options.query) decorators.push(fromQuery(kind, array !== undefined))
  const tests = kind.rules.map(({ test }) => test)
  return applyDecorators(...decorators, declareField({ ...shapeOf(options), tests }))
}

export function shapeOf({ optional, nullable, query, array }: FieldOptions & ListOptions) {
  return {
    optional: optional ?? false,
    nullable: nullable ?? false,
    list: array && { min: array.min ?? 0, max: array.max },
    converts: query ?? false,
  } satisfies Partial<DeclaredField>
}

/** A class-validator condition holds for the whole property, so one covers absence and null. */
export function presenceOf({ optional, nullable }: FieldOptions): PropertyDecorator {
  return ValidateIf((_, value: unknown) => !(optional && value === undefined) && !(nullable && value === null))
}

export function listSize({ min = 0, max }: { min?: number; max: number }): PropertyDecorator {
  const validate = (value: unknown) => Array.isArray(value) && value.length >= min && value.length <= max
  return ValidateBy(
    { name: 'list-size', validator: { validate, defaultMessage: () => 'list-size' } },
    { context: { rule: 'list-size', figures: { min, max } } },
  )
}

function apiPropertyOf({ schema }: FieldKind, options: FieldOptions & ListOptions): PropertyDecorator {
  const { description, optional, nullable, array } = options
  const example = options.example ?? (array && schema.example !== undefined ? [schema.example] : undefined)
  return ApiProperty({
    ...schema,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(nullable ? { nullable: true } : {}),
    ...(array ? { isArray: true, minItems: array.min ?? 0, maxItems: array.max } : {}),
    required: !optional,
  } as ApiPropertyOptions)
}

function fromQuery(kind: FieldKind, isList: boolean): PropertyDecorator {
  const convert = (value: unknown) => (typeof value === 'string' && kind.fromText ? kind.fromText(value) : value)
  return Transform(({ value }: { value: unknown }) => {
    if (!isList || value === undefined) return convert(value)
    return (Array.isArray(value) ? value : [value]).map(convert)
  })
}

const PLAIN_NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/

export function numberFromText(text: string): unknown {
  return PLAIN_NUMBER.test(text) ? Number(text) : text
}

/** True when a number has at most so many decimals; by its text, because 0.1 * 10 tells lies. */
export function hasAtMostDecimals(value: number, decimals: number): boolean {
  const text = String(value)
  if (text.includes('e-')) return false
  return (text.split('.')[1]?.length ?? 0) <= decimals
}
