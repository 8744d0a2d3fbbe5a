import type { BookedKind } from '@zhuji/contracts'
import type { Balance } from './balances.js'
import { type Considered, type Finding, type Rule, worse } from './considered.js'

/**
 * What contracts hold together: changes, advances and their recovery, retention and its release, settlement and final
 * accounts. All are asked over all sources, since contracts and certified work rarely say which money pays them.
 */
export const contractRules: readonly Rule[] = [
  decreaseOfOther,
  changeBeyondContracts,
  recoveryAboveAdvance,
  retentionAboveCertified,
  releaseAboveRetention,
  paidAbovePayable,
  settledAboveCommitted,
  finalWithoutSettlement,
  afterFinalAccounts,
]

export function decreaseOfOther({ posted }: Considered): Finding | undefined {
  const kind = posted.reverses?.entry ?? posted.entry
  if (posted.decreases === undefined || kind === 'change') return undefined
  return { rule: 'decrease-of-other', figures: { entry: kind }, consequence: 'refused', field: 'decreases' }
}

/** A change changes something: with no contract there is none, and none takes away more than was agreed. */
export function changeBeyondContracts(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const { entry, amountFen } = considered.posted
  const isGroundless = entry === 'change' && before.committedFen <= 0
  if (!isGroundless && worse({ before, after }, ({ committedFen }) => -committedFen) === undefined) return undefined
  const figures = { committedFen: before.committedFen, amountFen, afterFen: after.committedFen }
  return { rule: 'change-beyond-contracts', figures, consequence: 'refused', field: 'amountFen' }
}

export function recoveryAboveAdvance(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, ({ advancesFen }) => -advancesFen)
  if (excessFen === undefined) return undefined
  const figures = { advancesFen: before.advancesFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'recovery-above-advance', figures, consequence: 'refused', field: 'amountFen' }
}

export function retentionAboveCertified(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, ({ retainedFen, certifiedFen }) => retainedFen - certifiedFen)
  if (excessFen === undefined) return undefined
  const { certifiedFen, retainedFen } = before
  const figures = { certifiedFen, retainedFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'retention-above-certified', figures, consequence: 'refused', field: 'amountFen' }
}

export function releaseAboveRetention(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, ({ retainedFen }) => -retainedFen)
  if (excessFen === undefined) return undefined
  const figures = { retainedFen: before.retainedFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'release-above-retention', figures, consequence: 'refused', field: 'amountFen' }
}

/** Asked once work is certified: an office that certifies none pays by its contracts, and owes nothing by these books. */
export function paidAbovePayable(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  if (before.certifiedFen <= 0) return undefined
  const excessFen = worse({ before, after }, ({ payableFen }) => -payableFen)
  if (excessFen === undefined) return undefined
  const figures = { payableFen: before.payableFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'paid-above-payable', figures, consequence: 'refused', field: 'amountFen' }
}

/** 结算 above the contracts and their changes is a change that nobody recorded. */
export function settledAboveCommitted(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, ({ settledFen, committedFen }) => settledFen - committedFen)
  if (excessFen === undefined) return undefined
  const { committedFen, settledFen } = before
  const figures = { committedFen, settledFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'settled-above-committed', figures, consequence: 'refused', field: 'amountFen' }
}

export function finalWithoutSettlement(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const isUnsettled = ({ finalFen, settledFen }: Balance) => finalFen > 0 && settledFen <= 0
  if (!isUnsettled(after) || (isUnsettled(before) && after.finalFen <= before.finalFen)) return undefined
  const figures = { finalFen: after.finalFen, amountFen: considered.posted.amountFen }
  return { rule: 'final-without-settlement', figures, consequence: 'refused', field: 'entry' }
}

/** What still belongs to a project whose accounts are closed: money that goes or comes back. */
const STILL_OPEN: readonly string[] = ['release', 'refund', 'surplus-return', 'reversal'] satisfies (
  BookedKind | 'reversal'
)[]

export function afterFinalAccounts(considered: Considered): Finding | undefined {
  const { entry, amountFen } = considered.posted
  const { before } = considered.total
  if (before.finalFen <= 0 || STILL_OPEN.includes(entry)) return undefined
  return {
    rule: 'after-final-accounts',
    figures: { entry, amountFen, finalFen: before.finalFen },
    consequence: 'marked',
  }
}
