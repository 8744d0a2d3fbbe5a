import type { Term } from '@zhuji/contracts'
import type { FigureTarget } from './target-source.js'

/** What a figure is, in both languages. A change of what it comes to for the same inputs raises its version. */
export interface FigureDefinition {
  readonly id: string
  readonly version: number
  readonly unit: 'fen' | 'projects' | 'percent' | 'points' | 'days' | 'months' | 'ratio' | 'alerts' | 'capacity'
  readonly name: Term
  readonly definition: Term
  /** Who published the formula. */
  readonly source?: string
  /** What it is measured against; absent for sums, counts and observations, which are measured against nothing. */
  readonly target?: FigureTarget
}
