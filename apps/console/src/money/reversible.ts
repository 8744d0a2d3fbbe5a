import type { LedgerEntry } from '../api/ledger-types.js'

/** Once and alone: not a reversal, not one end of a transfer, not a share of an agreement's payment. */
export function isReversible(
  entry: Pick<LedgerEntry, 'reverses' | 'reversedBy' | 'counterProjectId' | 'agreementPayment'>,
): boolean {
  const { reverses, reversedBy, counterProjectId, agreementPayment } = entry
  return reversedBy === null && [reverses, counterProjectId, agreementPayment].every((part) => part === undefined)
}
