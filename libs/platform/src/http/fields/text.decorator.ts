import type { ApiPropertyOptions } from '@nestjs/swagger'
import { isCalendarDate } from '@zhuji/kernel'
import { field, type FieldOptions, type FieldRule, type ListOptions } from './field.decorator.js'

export interface TextOptions extends FieldOptions, ListOptions {
  /** In characters (code points), as OpenAPI counts them. */
  readonly max: number
  readonly min?: number
  readonly pattern?: RegExp
}

/** Tab and line breaks may stay; NUL cannot be stored by PostgreSQL, and half a surrogate pair is no character. */
// oxlint-disable-next-line no-control-regex
const HARMFUL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u

const isText: FieldRule = { rule: 'not-text', test: (value) => typeof value === 'string' }
const isHarmless: FieldRule = {
  rule: 'text-control-character',
  test: (value) => typeof value !== 'string' || !HARMFUL.test(value),
}
const isNotBlank: FieldRule = {
  rule: 'text-blank',
  test: (value) => typeof value !== 'string' || value === '' || value.trim() !== '',
}

export function TextField(options: TextOptions): PropertyDecorator {
  const { max, min = 1, pattern } = options
  const fits = (value: unknown) => {
    if (typeof value !== 'string' || value.length > max * 2) return false
    const characters = [...value].length
    return characters >= min && characters <= max
  }
  const rules: FieldRule[] = [isText, { rule: 'text-length', figures: { min, max }, test: fits }, isHarmless]
  if (min > 0) rules.push(isNotBlank)
  if (pattern) rules.push(patternRule(pattern))
  const schema: ApiPropertyOptions = { type: 'string', minLength: min, maxLength: max }
  return field({ rules, schema: pattern ? { ...schema, pattern: pattern.source } : schema }, options)
}

function patternRule(pattern: RegExp): FieldRule {
  return {
    rule: 'text-pattern',
    figures: { pattern: pattern.source },
    test: (value) => typeof value === 'string' && pattern.test(value),
  }
}

/** A calendar day, `2026-09-01`. */
export function DayField(options: FieldOptions & ListOptions = {}): PropertyDecorator {
  const schema: ApiPropertyOptions = { type: 'string', format: 'date', example: '2026-09-01' }
  return field({ rules: [{ rule: 'not-a-day', test: isCalendarDate }], schema }, options)
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** A moment with its zone, `2026-09-01T08:00:00Z`. */
export function InstantField(options: FieldOptions = {}): PropertyDecorator {
  const test = (value: unknown) => {
    if (typeof value !== 'string') return false
    const match = INSTANT.exec(value)
    return match !== null && isCalendarDate(match[1]) && !Number.isNaN(Date.parse(value))
  }
  const schema: ApiPropertyOptions = { type: 'string', format: 'date-time', example: '2026-09-01T08:00:00Z' }
  return field({ rules: [{ rule: 'not-an-instant', test }], schema }, options)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

export function IdField(options: FieldOptions & ListOptions = {}): PropertyDecorator {
  const schema: ApiPropertyOptions = { type: 'string', format: 'uuid', example: '0197a1c2-7d52-7c8e-b0a4-2f1d6a3e9a10' }
  return field({ rules: [{ rule: 'not-an-id', test: isUuid }], schema }, options)
}

/** One of the ids of a vocabulary. */
export function ChoiceField(ids: readonly string[], options: FieldOptions & ListOptions = {}): PropertyDecorator {
  const known = new Set<unknown>(ids)
  const rules = [
    { rule: 'not-a-choice', figures: { choices: ids.join(', ') }, test: (value: unknown) => known.has(value) },
  ]
  return field({ rules, schema: { type: 'string', enum: [...ids] } }, options)
}
