import { count, joined, type Language, money, percent, signed } from './numbers.js'

/** A figure as the service answers it: with both parts, its rule, and the cut it was computed in. */
export interface FigureAnswer {
  readonly id: string
  readonly version: number
  readonly unit: 'fen' | 'projects' | 'percent' | 'points' | 'days' | 'months' | 'ratio' | 'alerts' | 'capacity'
  readonly name: { readonly zh: string; readonly en: string }
  readonly rule: { readonly zh: string; readonly en: string }
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly denominatorIs: string | null
  readonly unknown: number
  /** What it is measured against; null for sums, counts and observations. */
  readonly target: {
    readonly name: { readonly zh: string; readonly en: string }
    readonly version: number | null
    readonly cutOffOn: string | null
  } | null
  readonly asOf: string
  readonly knownOn: string | null
  readonly positions: Readonly<Record<string, number>>
}

/** Denominators that are amounts; those of all other rates count projects, months or days. */
const AMOUNTS = new Set([
  'approved-budget',
  'in-place',
  'allocated',
  'agreed-amount',
  'annual-plan',
  'planned-value',
  'actual-cost',
])

export function valueText({ unit }: Pick<FigureAnswer, 'unit'>, value: number | null, language: Language): string {
  if (unit === 'fen') return joined(money(value, language))
  if (unit === 'percent') return value === null ? percent(value) : `${percent(value)} %`
  if (unit === 'ratio' || unit === 'months') return count(value === null ? null : Math.round(value * 100) / 100)
  return unit === 'points' || unit === 'days' ? signed(value) : count(value)
}

/** One of the parts of a figure, or what a fact adds to it. */
export function partText(answer: FigureAnswer, value: number | null, language: Language): string {
  const { unit, denominatorIs } = answer
  if (unit === 'fen' || (denominatorIs !== null && AMOUNTS.has(denominatorIs))) return joined(money(value, language))
  return denominatorIs === null ? valueText(answer, value, language) : count(value)
}
