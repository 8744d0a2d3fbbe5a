import type { BookedKind } from '@zhuji/contracts'
import type { CalendarDate, Fen, Figures } from '@zhuji/kernel'
import type { NoteReader } from '@zhuji/messaging'
import { balanceOf, type Balance, NO_SOURCE, paidFen, totalOf } from './balances.js'
import { contractedOn, type PostedEntry } from './entries.js'
import type { Ledger } from './ledger.js'
import { paymentAlike } from './payments-alike.js'

/**
 * What a live posting that breaks the rule meets: it is refused, or recorded with the rule marked on it, or the clerk is
 * only warned. History that already happened is recorded with every rule it breaks marked.
 */
export type Consequence = 'refused' | 'marked' | 'warned'

export interface Finding {
  readonly rule: string
  readonly figures: Figures
  readonly consequence: Consequence
  /** The field of the command that the reader would change. */
  readonly field?: string
}

/** A posting (or a reversal) under consideration, with the books before it and as they would be after it. */
export interface Considered {
  readonly posted: PostedEntry
  readonly occurredOn: CalendarDate
  readonly today: CalendarDate
  readonly before: Ledger
  readonly after: Ledger
  /** What the entries before it left to be looked up. */
  readonly note: NoteReader
  /** 概算; null when the register does not know it. A raised budget in the register is the recorded approval. */
  readonly approvedBudgetFen: Fen | null
}

export type Rule = (considered: Considered) => Finding | undefined

/** The first refusing rule in this order names a refusal. */
export const postingRules: readonly Rule[] = [
  occurredInFuture,
  sourceMissing,
  fundsNotInPlace,
  refundAboveDisbursed,
  commitmentAboveBudget,
  certifiedAboveCommitment,
  allocationAboveBudget,
  inPlaceAboveAllocated,
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

const WITH_SOURCE: readonly string[] = ['allocation', 'funds-in-place', 'disbursement', 'refund'] satisfies BookedKind[]

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
  const { before, after } = ofSource(considered)
  const missingFen = worse(before, after, (balance) => paidFen(balance) - balance.inPlaceFen)
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
  const { before, after } = ofSource(considered)
  const excessFen = worse(before, after, (balance) => balance.refundedFen - balance.disbursedFen)
  if (excessFen === undefined) return undefined
  const { disbursedFen, refundedFen } = before
  const figures = { source: posted.source, disbursedFen, refundedFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'refund-above-disbursed', figures, consequence: 'refused', field: 'amountFen' }
}

/** Whether an unknown budget is kept is unknown: the commitment is recorded and says so. */
export function commitmentAboveBudget(considered: Considered): Finding | undefined {
  const { posted, approvedBudgetFen } = considered
  const { before, after } = inTotal(considered)
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
  const { before, after } = inTotal(considered)
  const excessFen = worse(before, after, (balance) => balance.certifiedFen - balance.committedFen)
  if (excessFen === undefined) return undefined
  const { committedFen, certifiedFen } = before
  const figures = { committedFen, certifiedFen, amountFen: considered.posted.amountFen, excessFen }
  return { rule: 'certified-above-commitment', figures, consequence: 'refused', field: 'amountFen' }
}

/** A plan is issued by another body: it is recorded as issued, and marked. */
export function allocationAboveBudget(considered: Considered): Finding | undefined {
  const { posted, approvedBudgetFen } = considered
  if (approvedBudgetFen === null) return undefined
  const { before, after } = inTotal(considered)
  const excessFen = worse(before, after, (balance) => balance.allocatedFen - approvedBudgetFen)
  if (excessFen === undefined) return undefined
  const { allocatedFen } = before
  const figures = { approvedBudgetFen, allocatedFen, amountFen: posted.amountFen, excessFen }
  return { rule: 'allocation-above-budget', figures, consequence: 'marked' }
}

/** Money that has arrived is recorded whatever was planned. A source without any allocation (own funds, a loan) has no plan to exceed. */
export function inPlaceAboveAllocated(considered: Considered): Finding | undefined {
  const { posted } = considered
  if (posted.source === undefined) return undefined
  const { before, after } = ofSource(considered)
  if (after.inPlaceFen <= before.inPlaceFen || after.allocatedFen === 0) return undefined
  const excessFen = worse(before, after, (balance) => balance.inPlaceFen - balance.allocatedFen)
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
  const { amountFen, source } = posted
  const documentNumber = paymentAlike(note, { amountFen, source, occurredOn })
  if (documentNumber === undefined) return undefined
  const figures = { occurredOn, amountFen, source: source ?? null, documentNumber }
  return { rule: 'payment-repeated', figures, consequence: 'warned' }
}

interface BeforeAndAfter {
  readonly before: Balance
  readonly after: Balance
}

function ofSource({ posted, before, after }: Considered): BeforeAndAfter {
  const pot = posted.source ?? NO_SOURCE
  return { before: balanceOf(before.balances, pot), after: balanceOf(after.balances, pot) }
}

function inTotal({ before, after }: Considered): BeforeAndAfter {
  return { before: totalOf(before.balances), after: totalOf(after.balances) }
}

/** How far the books are beyond a limit afterwards, if the posting takes them further: one that leads back is never refused. */
function worse(before: Balance, after: Balance, excess: (balance: Balance) => Fen): Fen | undefined {
  const beyond = excess(after)
  return beyond > 0 && beyond > excess(before) ? beyond : undefined
}
