import { type CommandDraft, reasons, toFunding } from './command-draft.js'
import type { Known, KnownCommitment } from './known.js'
import type { RegisterRow } from './register-row.js'

export interface Snapshot {
  readonly source: string
  /** The day on which the source knew what the file says. */
  readonly knownOn: string
}

/** True when the contracts in force must be known one by one before this row can be compared. */
export function asksForCommitments(row: RegisterRow, { committedFen }: Pick<Known, 'committedFen'>): boolean {
  return isContract(row) && committedFen !== 0 && committedFen !== row.contractFen
}

/**
 * A register names one contract per work. When it names another (amount or day), the one it named before is taken back
 * and the new one posted: adding it would count the same works twice. Contracts that somebody else posted stay.
 */
export function contractDifferences(row: RegisterRow, known: Known, snapshot: Snapshot): readonly CommandDraft[] {
  if (!isContract(row) || known.committedFen === row.contractFen) return []
  const own = known.commitments.filter(({ documentNumber }) => documentNumber.startsWith(prefixOf(row, snapshot)))
  const isThis = (commitment: KnownCommitment) =>
    commitment.amountFen === row.contractFen && commitment.occurredOn === row.contractSignedOn
  const reversals = own.filter((commitment) => !isThis(commitment)).map((other) => reversal(row, other, snapshot))
  return own.some(isThis) ? reversals : [...reversals, commitment(row, snapshot)]
}

function isContract({ contractFen, contractSignedOn }: RegisterRow): boolean {
  return contractFen !== undefined && contractSignedOn !== undefined
}

function prefixOf({ localCode }: RegisterRow, { source }: Snapshot): string {
  return `${source}/${localCode}/contract/`
}

function commitment(row: RegisterRow, snapshot: Snapshot): CommandDraft {
  const { contractFen: amountFen, contractSignedOn: occurredOn, contractor, agreement } = row
  const documentNumber = `${prefixOf(row, snapshot)}${occurredOn}/${snapshot.knownOn}`
  const counterparty = contractor?.slice(0, 200)
  return toFunding('post-entry', {
    entry: 'commitment',
    amountFen,
    documentNumber,
    ...(counterparty ? { counterparty } : {}),
    ...(agreement ? { agreement } : {}),
    occurredOn,
    historical: true,
  })
}

function reversal(row: RegisterRow, { entryId, occurredOn }: KnownCommitment, snapshot: Snapshot): CommandDraft {
  const documentNumber = `${prefixOf(row, snapshot)}${occurredOn}/${snapshot.knownOn}/reversal`
  return toFunding('reverse-entry', {
    entryId,
    documentNumber,
    reason: reasons.otherContract,
    occurredOn: snapshot.knownOn,
  })
}
