import type { CommandDraft } from './command-draft.js'
import { contractDifferences, type Snapshot } from './contract-differences.js'
import { type Known, standingKnown } from './known.js'
import type { RegisterRow } from './register-row.js'
import { registerWordOf } from './register-word.js'
import { registrationDifferences } from './registration-differences.js'
import { forecastDifferences, inspectionDifferences, progressDifferences } from './site-differences.js'
import { standingDifferences } from './standing-differences.js'

/**
 * What a row says that is not known yet, as commands in the order in which they are to be given. Pure: the same row
 * against what its own commands leave behind gives none, which is why an import can be repeated and resumed.
 */
export function differencesOf(row: RegisterRow, known: Known, snapshot: Snapshot): readonly CommandDraft[] {
  const { knownOn } = snapshot
  return [
    ...registrationDifferences(row, known, knownOn),
    ...standingDifferences(row, known, knownOn),
    ...progressDifferences(row, known, knownOn),
    ...forecastDifferences(row, known, knownOn),
    ...inspectionDifferences(row, known),
    ...contractDifferences(row, known, snapshot),
  ]
}

/** The word this system would show in the register's place, for comparing and for what is left to explain. */
export function wordKnown(known: Known): ReturnType<typeof registerWordOf> {
  return registerWordOf(standingKnown(known), known.project?.status === 'cancelled')
}
