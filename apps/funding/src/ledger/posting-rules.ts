import type { BookedKind } from '@zhuji/contracts'
import { type Considered, type Finding, type Rule, worse } from './considered.js'
import { contractRules } from './contract-rules.js'
import { paidFen } from './balances.js'
import { contractedOn } from './entries.js'
import { paymentAlike } from './payments-alike.js'

/** The first refusing rule in this order names a refusal. */
export const postingRules: readonly Rule[] = [
  occurredInFuture,
  sourceMissing,
  batchWithoutBond,
  paymentCopied,
  fundsNotInPlace,
  refundAboveDisbursed,
  commitmentAboveBudget,
  certifiedAboveCommitment,
  ...contractRules,
  allocationAboveBudget,
  quotaAboveAllocation,
  inPlaceAboveAllocated,
  bondBatchMissing,
  paymentBeforeContract,
  paymentRepeated,
]

export function brokenRules(considered: Considered): readonly Finding[] {
  return postingRules.flatMap((rule) => rule(considered) ?? [])
}

export function occurredInFuture({ occurredOn, today }: Considered): Finding | undefined {
  if (occurredOn <= today) return undefined
  const figures = { occurredOn, today }
  return { rule: 'entry-in-future', figures, consequence: 'refused', field: 'occurredOn' }
}

const WITH_SOURCE: readonly string[] = [
  'allocation',
  'quota',
  'funds-in-place',
  'disbursement',
  'advance',
  'release',
  'refund',
  'transfer-out',
  'transfer-in',
  'surplus-return',
] satisfies BookedKind[]

export function sourceMissing({ posted }: Considered): Finding | undefined {
  if (posted.source !== undefined || !WITH_SOURCE.includes(posted.entry)) return undefined
  const figures = { entry: posted.entry, amountFen: posted.amountFen }
  return { rule: 'source-missing', figures, consequence: 'refused', field: 'source' }
}

/**
 * Money paid out of a source, less what came back, stays within what is in place of it. Asked of any posting that takes the
 * source further beyond: a payment, but also taking back money in place or a refund.
 */
export function fundsNotInPlace(considered: Considered): Finding | undefined {
  const { posted } = considered
  if (posted.source === undefined) return undefined
  const { before, after } = considered.pot
  const missingFen = worse({ before, after }, (balance) => paidFen(balance) - balance.inPlaceFen)
  if (missingFen === undefined) return undefined
  const figures = {
    source: posted.source,
    inPlaceFen: before.inPlaceFen,
    disbursedFen: paidFen(before),
    amountFen: posted.amountFen,
    missingFen,
  }
  return { rule: 'funds-not-in-place', figures, consequence: 'refused', field: 'amountFen' }
}

export function refundAboveDisbursed(considered: Considered): Finding | undefined {
  const { posted } = considered
  if (posted.source === undefined) return undefined
  const { before, after } = considered.pot
  const excessFen = worse({ before, after }, (balance) => balance.refundedFen - balance.disbursedFen)
  if (excessFen === undefined) return undefined
  const { disbursedFen, refundedFen } = before
  const figures = { source: posted.source, disbursedFen, refundedFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'refund-above-disbursed', figures, consequence: 'refused', field: 'amountFen' }
}

/** Bonds come in issues, and the money of one pays for nothing of another; no other source has batches. */
const BONDS: readonly (string | undefined)[] = ['special-bond', 'general-bond', 'ultra-long-treasury']

export function batchWithoutBond({ posted: { source, batch } }: Considered): Finding | undefined {
  if (batch === undefined || BONDS.includes(source)) return undefined
  const figures = { source: source ?? null, batch }
  return { rule: 'batch-without-bond', figures, consequence: 'refused', field: 'batch' }
}

/** Asked where the money arrives, since payments can only name what is there. An office that never tells issues apart has one pot of bonds: it is warned. */
export function bondBatchMissing({ posted: { source, batch, entry, amountFen } }: Considered): Finding | undefined {
  if (source !== 'special-bond' || batch !== undefined || entry !== 'funds-in-place') return undefined
  return { rule: 'bond-batch-missing', figures: { source, entry, amountFen }, consequence: 'warned', field: 'batch' }
}

/** Whether an unknown budget is kept is unknown: the commitment is recorded and says so. */
export function commitmentAboveBudget(considered: Considered): Finding | undefined {
  const { posted, approvedBudgetFen } = considered
  const { before, after } = considered.total
  if (after.committedFen <= before.committedFen) return undefined
  const { committedFen } = before
  const figures = { approvedBudgetFen, committedFen, amountFen: posted.amountFen }
  const rule = 'commitment-above-budget'
  if (approvedBudgetFen === null) return { rule, figures: { ...figures, excessFen: null }, consequence: 'marked' }
  const excessFen = after.committedFen - approvedBudgetFen
  if (excessFen <= 0) return undefined
  return { rule, figures: { ...figures, excessFen }, consequence: 'refused', field: 'amountFen' }
}

/** Over all sources: a contract rarely says which money pays it, while certified work may. */
export function certifiedAboveCommitment(considered: Considered): Finding | undefined {
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, (balance) => balance.certifiedFen - balance.committedFen)
  if (excessFen === undefined) return undefined
  const { committedFen, certifiedFen } = before
  const figures = { committedFen, certifiedFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'certified-above-commitment', figures, consequence: 'refused', field: 'amountFen' }
}

/** Made once for several works it is shared; copied to each, the money would be counted as often. */
export function paymentCopied({ copied, posted, occurredOn }: Considered): Finding | undefined {
  if (!copied) return undefined
  const { amountFen, documentNumber } = posted
  const figures = { ...copied, documentNumber, amountFen, occurredOn }
  return { rule: 'payment-copied', figures, consequence: 'refused', field: 'distinct' }
}

/** A plan is issued by another body: it is recorded as issued, and marked. */
export function allocationAboveBudget(considered: Considered): Finding | undefined {
  const { posted, approvedBudgetFen } = considered
  if (approvedBudgetFen === null) return undefined
  const { before, after } = considered.total
  const excessFen = worse({ before, after }, (balance) => balance.allocatedFen - approvedBudgetFen)
  if (excessFen === undefined) return undefined
  const { allocatedFen } = before
  const figures = { approvedBudgetFen, allocatedFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'allocation-above-budget', figures, consequence: 'marked' }
}

/** 指标 are issued by the treasury within the plan; what it issued is recorded as issued. */
export function quotaAboveAllocation(considered: Considered): Finding | undefined {
  const { posted } = considered
  const { before, after } = considered.pot
  if (posted.source === undefined || after.allocatedFen === 0) return undefined
  const excessFen = worse({ before, after }, (balance) => balance.quotaFen - balance.allocatedFen)
  if (excessFen === undefined) return undefined
  const { allocatedFen, quotaFen } = before
  const figures = { source: posted.source, allocatedFen, quotaFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'quota-above-allocation', figures, consequence: 'marked' }
}

/** Money that has arrived is recorded whatever was planned. A source without any allocation (own funds, a loan) has no plan to exceed. */
export function inPlaceAboveAllocated(considered: Considered): Finding | undefined {
  const { posted } = considered
  if (posted.source === undefined) return undefined
  const { before, after } = considered.pot
  if (after.inPlaceFen <= before.inPlaceFen || after.allocatedFen === 0) return undefined
  const excessFen = worse({ before, after }, (balance) => balance.inPlaceFen - balance.allocatedFen)
  if (excessFen === undefined) return undefined
  const { allocatedFen, inPlaceFen } = before
  const figures = { source: posted.source, allocatedFen, inPlaceFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'in-place-above-allocated', figures, consequence: 'marked' }
}

export function paymentBeforeContract({ posted, occurredOn, note }: Considered): Finding | undefined {
  if (posted.entry !== 'disbursement') return undefined
  const firstOn = contractedOn(note)
  if (firstOn !== undefined && firstOn <= occurredOn) return undefined
  const figures = { occurredOn, contractedOn: firstOn ?? null, amountFen: posted.amountFen }
  return { rule: 'payment-before-contract', figures, consequence: 'warned' }
}

/** Another document with the same day, amount and source: often one payment entered under two numbers. */
export function paymentRepeated({ posted, occurredOn, note }: Considered): Finding | undefined {
  if (posted.entry !== 'disbursement') return undefined
  const { amountFen, source, batch } = posted
  const documentNumber = paymentAlike(note, { amountFen, source, batch, occurredOn })
  if (documentNumber === undefined) return undefined
  const figures = { occurredOn, amountFen, source: source ?? null, documentNumber }
  return { rule: 'payment-repeated', figures, consequence: 'warned' }
}
