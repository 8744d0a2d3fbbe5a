import type { Figures } from '@zhuji/kernel'
import type { Installation, Snapshots } from '../installation/snapshots.repository.js'

/** Something that is not as it should be, or (a notice) that an operator should know of although nothing is wrong yet. */
export interface Finding {
  readonly slug: string
  readonly figures: Figures
  readonly isNotice?: true
}

export interface Scene {
  readonly installation: Installation
  readonly snapshots: Snapshots
}

/** What was looked at: unit → number. */
export type Counts = Readonly<Record<string, number | string>>

export interface Check {
  /** `hash-chains`, `receipts`, … */
  readonly name: string
  readonly service: string
  run(scene: Scene, found: (finding: Finding) => void): Promise<Counts>
}

export interface CheckResult {
  readonly check: string
  readonly service: string
  readonly counts: Counts
  /** The first hundred. */
  readonly findings: readonly Finding[]
  readonly faults: number
  readonly notices: number
  readonly durationMs: number
}
