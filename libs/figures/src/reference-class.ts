import type { FigureDefinition } from './definition.js'
import { rounded } from './exact.js'

export const referenceClassDefinition = {
  id: 'reference-class',
  version: 1,
  unit: 'ratio',
  target: { from: 'planned-duration', until: 'end' },
  name: { zh: '参照类工期', en: 'Reference-class duration' },
  definition: {
    zh: 'D_p = 计划工期 × Q_p(实际工期 ÷ 计划工期)，取同类已完工项目的分位数（线性内插）；样本少于 10 个不显示。',
    en: 'D_p = planned duration × Q_p(actual / planned) over completed works of the same class, quantiles interpolated linearly; hidden below ten works.',
  },
  source: 'B. Flyvbjerg, From Nobel Prize to Project Management, 2006',
} as const satisfies FigureDefinition

/** Fewer completed works than this say nothing about the next one. */
export const REFERENCE_CLASS_MIN = 10
export const referenceQuantiles = [50, 80, 90] as const

export interface CompletedWork {
  readonly plannedDays: number
  readonly actualDays: number
}

export interface ReferenceClass {
  /** Completed works of the class whose planned duration is known. */
  readonly works: number
  readonly worksMin: number
  /** Actual / planned at 50, 80 and 90 percent; null below the minimum. */
  readonly ratios: readonly number[] | null
}

export function referenceClassOf(completed: readonly CompletedWork[]): ReferenceClass {
  const ratios = completed
    .filter(({ plannedDays }) => plannedDays > 0)
    .map(({ plannedDays, actualDays }) => actualDays / plannedDays)
    .toSorted((one, other) => one - other)
  const enough = ratios.length >= REFERENCE_CLASS_MIN
  return {
    works: ratios.length,
    worksMin: REFERENCE_CLASS_MIN,
    ratios: enough ? referenceQuantiles.map((percent) => rounded(quantile(ratios, percent / 100))) : null,
  }
}

/** Days a work planned for so many is expected to take, at each of `referenceQuantiles`; null where the class is hidden. */
export function expectedDays({ ratios }: ReferenceClass, plannedDays: number): readonly number[] | null {
  return ratios && ratios.map((ratio) => Math.round(plannedDays * ratio))
}

/** Linear between the two nearest of the sorted values. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part
  const below = Math.floor(place)
  const next = sorted[below + 1] ?? sorted[below]!
  return sorted[below]! + (place - below) * (next - sorted[below]!)
}
