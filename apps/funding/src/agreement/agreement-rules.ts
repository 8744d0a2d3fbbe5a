import {
  AgreementChanged,
  AgreementPaymentPosted,
  AgreementPaymentReversed,
  AgreementSigned,
  type DataOf,
  type NewEvent,
} from '@zhuji/contracts'
import { type CalendarDate, DomainError, type Fen, type Figures, refuse } from '@zhuji/kernel'
import type { DecisionContext } from '@zhuji/messaging'
import type { Finding } from '../ledger/considered.js'
import type { CopiedPayment } from '../ledger/copied-payments.js'
import type { AgreementPaymentRequest } from '../ledger/shared-postings.js'
import { type Agreement, changeNote, changeOf, type KeptPayment, paymentUnder } from './agreement.js'

type Context = Pick<DecisionContext, 'today' | 'note'>

export function sign(
  agreement: Agreement,
  signed: DataOf<typeof AgreementSigned>,
  { occurredOn, today }: { readonly occurredOn: CalendarDate; readonly today: CalendarDate },
): readonly NewEvent[] {
  if (agreement.signed) {
    const { documentNumber } = agreement.signed
    throw new DomainError('conflict', 'agreement-already-signed', { figures: { documentNumber } })
  }
  refuseFuture(occurredOn, today)
  return [AgreementSigned(signed, occurredOn)]
}

/** The same change told again is the same; it lowers nothing below what is paid. */
export function change(
  agreement: Agreement,
  { occurredOn, ...changed }: DataOf<typeof AgreementChanged> & { readonly occurredOn: CalendarDate },
  { today, note }: Context,
): readonly NewEvent[] {
  if (!agreement.signed) throw new DomainError('not-found', 'agreement-unknown')
  const { documentNumber, addedProjectIds } = changed
  const postedFen = note(changeNote(documentNumber)) as Fen | undefined
  if (postedFen !== undefined) {
    if (postedFen === changeOf(changed)) return []
    const figures = { documentNumber, postedFen, amountFen: changeOf(changed) }
    throw new DomainError('refused', 'agreement-document-posted', { field: 'documentNumber', figures })
  }
  refuseFuture(occurredOn, today)
  const covered = addedProjectIds.find((projectId) => agreement.projectIds.includes(projectId))
  if (covered !== undefined) refuse('project-covered-already', { projectId: covered }, 'addedProjectIds')
  if (changeOf(changed) === 0 && addedProjectIds.length === 0) refuse('agreement-change-empty', {}, 'amountFen')
  const { agreedFen, paidFen } = agreement
  const afterFen = agreedFen + changeOf(changed)
  if (changeOf(changed) < 0 && afterFen < paidFen) {
    refuse('agreement-below-paid', { agreedFen, paidFen, afterFen }, 'amountFen')
  }
  return [AgreementChanged(changed, occurredOn)]
}

/** A payment, or its reversal, weighed by the agreement: the shares are weighed by their ledgers. */
export interface PaymentAssessment {
  readonly findings: readonly Finding[]
  readonly events: readonly NewEvent[]
  readonly refusal: DomainError | undefined
}

function weighed(findings: readonly Finding[], events: readonly NewEvent[]): PaymentAssessment {
  const first = findings.find(({ consequence }) => consequence === 'refused')
  const refusal = first && new DomainError('refused', first.rule, { figures: first.figures, field: first.field })
  return { findings, events, refusal }
}

export interface PaymentToAssess extends AgreementPaymentRequest {
  readonly paymentId: string
  readonly entryIds: ReadonlyMap<string, string>
  /** It already happened: recorded with the rules it breaks. */
  readonly historical?: boolean
}

export function assessPayment(
  agreement: Agreement,
  { entryIds, historical, occurredOn, ...payment }: PaymentToAssess,
  { note, copied }: Pick<Context, 'note'> & { readonly copied?: CopiedPayment },
): PaymentAssessment {
  const earlier = paymentUnder(note, payment.documentNumber)
  // The same payment again, standing or taken back, is answered by the ledgers that hold its shares.
  if (earlier?.paymentId === payment.paymentId) return weighed([], [])
  const faults = [
    ...(earlier && !earlier.reversal ? [documentPosted(earlier, payment)] : []),
    ...differingShares(payment),
    ...[...copyFinding(copied, { ...payment, occurredOn }), ...brokenBy(agreement, payment)].map((finding) =>
      historical ? { ...finding, consequence: 'marked' } : finding,
    ),
  ] as readonly Finding[]
  const marks = faults.filter(({ consequence }) => consequence === 'marked')
  const { shares, ...content } = payment
  const recorded = {
    ...content,
    shares: shares.map(({ projectId, amountFen }) => ({ projectId, entryId: entryIds.get(projectId)!, amountFen })),
    findings: marks.map(({ rule, figures }) => ({ rule, figures })),
  }
  return weighed(faults, [AgreementPaymentPosted(recorded, occurredOn)])
}

/** The shares are the payment, to the fen. */
function differingShares({
  amountFen,
  shares,
}: Pick<AgreementPaymentRequest, 'amountFen' | 'shares'>): readonly Finding[] {
  const sharesFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
  if (sharesFen === amountFen) return []
  return [refused('shares-differ', { amountFen, sharesFen, differenceFen: amountFen - sharesFen }, 'shares')]
}

function documentPosted({ documentNumber, amountFen: postedFen }: KeptPayment, { amountFen }: { amountFen: number }) {
  return refused('agreement-document-posted', { documentNumber, postedFen, amountFen }, 'documentNumber')
}

function copyFinding(
  copied: CopiedPayment | undefined,
  { amountFen, documentNumber, occurredOn }: Pick<PaymentToAssess, 'amountFen' | 'documentNumber' | 'occurredOn'>,
): readonly Finding[] {
  return copied ? [refused('payment-copied', { ...copied, documentNumber, amountFen, occurredOn }, 'distinct')] : []
}

function brokenBy(
  { signed, agreedFen, paidFen, projectIds }: Agreement,
  { agreementId, amountFen, shares }: Omit<AgreementPaymentRequest, 'occurredOn'>,
): readonly Finding[] {
  if (!signed) return [refused('agreement-not-signed', { agreementId, amountFen })]
  const strangers = shares.filter(({ projectId }) => !projectIds.includes(projectId))
  const excessFen = paidFen + amountFen - agreedFen
  return [
    ...strangers.map((share) => refused('project-not-covered', { ...share }, 'shares')),
    ...(excessFen > 0
      ? [refused('payment-above-agreement', { agreedFen, paidFen, amountFen, excessFen }, 'amountFen')]
      : []),
  ].slice(0, FINDINGS_MAX)
}

/** As many as an event can carry. */
const FINDINGS_MAX = 20

const refused = (rule: string, figures: Figures, field?: string): Finding => ({
  rule,
  figures,
  field,
  consequence: 'refused',
})

export interface PaymentReversal {
  readonly agreementId: string
  readonly paymentId: string
  readonly paymentDocument: string
  readonly documentNumber: string
  readonly reason: string
  readonly occurredOn: CalendarDate
}

/** Takes a payment back whole and once; its shares are reversed in their ledgers together with it. */
export function assessTakingBack(
  { occurredOn, ...reversal }: PaymentReversal,
  { note }: Pick<Context, 'note'>,
): PaymentAssessment {
  const { paymentId, paymentDocument, documentNumber } = reversal
  const payment = paymentUnder(note, paymentDocument)!
  const { amountFen, reversal: earlier } = payment
  if (payment.paymentId === paymentId && !earlier) {
    return weighed([], [AgreementPaymentReversed({ ...reversal, amountFen }, occurredOn)])
  }
  if (earlier?.documentNumber === documentNumber && earlier.occurredOn === occurredOn) return weighed([], [])
  const figures = {
    documentNumber: paymentDocument,
    amountFen,
    reversedBy: earlier?.documentNumber ?? null,
    reversedOn: earlier?.occurredOn ?? null,
  }
  return weighed([refused('entry-already-reversed', figures, 'paymentId')], [])
}

function refuseFuture(occurredOn: CalendarDate, today: CalendarDate): void {
  if (occurredOn > today) refuse('entry-in-future', { occurredOn, today }, 'occurredOn')
}
