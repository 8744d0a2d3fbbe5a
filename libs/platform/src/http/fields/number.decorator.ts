import type { ApiPropertyOptions } from '@nestjs/swagger'
import { field, type FieldOptions, hasAtMostDecimals, numberFromText } from './field.decorator.js'

interface Range {
  readonly min?: number
  readonly max?: number
}

/** Money in whole fen. Not negative unless `min` says so; `positive` asks for at least one fen. */
export function FenField(options: FieldOptions & Range & { readonly positive?: boolean } = {}): PropertyDecorator {
  const { positive, min = positive ? 1 : 0, max = Number.MAX_SAFE_INTEGER } = options
  return wholeNumberField({ rule: 'amount-fen', figures: { minFen: min, maxFen: max } }, { min, max }, options)
}

/** A number of things. */
export function CountField(options: FieldOptions & Range = {}): PropertyDecorator {
  const { min = 0, max = 1_000_000_000 } = options
  return wholeNumberField({ rule: 'count-range', figures: { min, max } }, { min, max }, options)
}

function wholeNumberField(
  told: { rule: string; figures: Record<string, number> },
  { min, max }: Required<Range>,
  options: FieldOptions,
): PropertyDecorator {
  const test = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
  const schema: ApiPropertyOptions = { type: 'integer', format: 'int64', minimum: min, maximum: max }
  return field({ rules: [{ ...told, test }], schema, fromText: numberFromText }, options)
}

const PERCENT_DECIMALS = 4

/** 0 to 100, both included, at most four decimals. */
export function PercentField(options: FieldOptions = {}): PropertyDecorator {
  const figures = { minPercent: 0, maxPercent: 100, decimals: PERCENT_DECIMALS }
  const range = { min: 0, max: 100, decimals: PERCENT_DECIMALS }
  return decimalField({ rule: 'percent-range', figures }, range, options)
}

export function NumberField(options: FieldOptions & Range & { readonly decimals?: number } = {}): PropertyDecorator {
  const { min = -1e12, max = 1e12, decimals = 6 } = options
  return decimalField({ rule: 'number-range', figures: { min, max, decimals } }, { min, max, decimals }, options)
}

function decimalField(
  told: { rule: string; figures: Record<string, number> },
  { min, max, decimals }: { min: number; max: number; decimals: number },
  options: FieldOptions,
): PropertyDecorator {
  const test = (value: unknown) =>
    typeof value === 'number' && value >= min && value <= max && hasAtMostDecimals(value, decimals)
  const schema: ApiPropertyOptions = { type: 'number', minimum: min, maximum: max }
  return field({ rules: [{ ...told, test }], schema, fromText: numberFromText }, options)
}

export function BooleanField(options: FieldOptions = {}): PropertyDecorator {
  const fromText = (text: string) => (text === 'true' ? true : text === 'false' ? false : text)
  const rules = [{ rule: 'not-a-boolean', test: (value: unknown) => typeof value === 'boolean' }]
  return field({ rules, schema: { type: 'boolean' }, fromText }, options)
}
