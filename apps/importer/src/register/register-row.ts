import type { CapacityKind, FacilityKind } from '@zhuji/contracts'
import type { Construction } from '../mapping/vocabulary.js'
import type { RegisterWord } from './register-word.js'

export interface Division {
  readonly code: string
  readonly name: string
}

/** One row of a register in our words. What is undefined is unknown: blank in the source, or left out as unreadable. */
export interface RegisterRow {
  readonly row: number
  readonly localCode: string
  readonly status: RegisterWord
  /** The source's own word for the status. */
  readonly statusText: string
  readonly name?: string
  readonly facilityKind?: FacilityKind
  readonly capacity?: readonly { readonly kind: CapacityKind; readonly amount: number }[]
  readonly construction?: Construction
  /** From the root down. */
  readonly regionPath?: readonly Division[]
  readonly ownerUnit?: { readonly id: string; readonly name: string }
  readonly agreement?: string
  readonly physicalPercent?: number
  readonly forecastCompletionOn?: string
  readonly contractor?: string
  readonly contractSignedOn?: string
  readonly contractFen?: number
  readonly approvedBudgetFen?: number
  readonly inspectedOn?: string
  readonly inspectionFinding?: string
}
