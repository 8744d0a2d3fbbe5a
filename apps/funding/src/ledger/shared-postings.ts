import { createHash } from 'node:crypto'
import type { FundSource } from '@zhuji/contracts'
import { type CalendarDate, DomainError, type Fen } from '@zhuji/kernel'
import type { PostingRequest } from './post-entry.js'

/** What is posted in several ledgers at once, all or none: every ledger's own entry. */
export interface LedgerPosting {
  readonly projectId: string
  readonly request: PostingRequest
  /** Names it takes for its ledger; none is another’s. */
  readonly claims?: readonly string[]
}

interface Money {
  readonly amountFen: Fen
  readonly source: FundSource
  readonly batch?: string
  readonly documentNumber: string
  readonly text?: string
  readonly occurredOn: CalendarDate
}

export interface TransferRequest extends Money {
  readonly fromProjectId: string
  readonly toProjectId: string
}

/** 调剂: leaves one project and reaches the other, of the same source and issue. */
export function transferPostings({ fromProjectId, toProjectId, ...money }: TransferRequest): readonly LedgerPosting[] {
  refuseTwice([fromProjectId, toProjectId])
  return [
    { projectId: fromProjectId, request: { ...money, entry: 'transfer-out', counterProjectId: toProjectId } },
    { projectId: toProjectId, request: { ...money, entry: 'transfer-in', counterProjectId: fromProjectId } },
  ]
}

export interface AgreementPaymentRequest extends Money {
  readonly agreementId: string
  readonly counterparty?: string
  readonly shares: readonly { readonly projectId: string; readonly amountFen: Fen }[]
}

/** The shares are the payment, to the fen. */
export function faultsOfShares({
  amountFen,
  shares,
}: Pick<AgreementPaymentRequest, 'amountFen' | 'shares'>): readonly DomainError[] {
  const sharesFen = shares.reduce((sum, share) => sum + share.amountFen, 0)
  if (sharesFen === amountFen) return []
  const figures = { amountFen, sharesFen, differenceFen: amountFen - sharesFen }
  return [new DomainError('refused', 'shares-differ', { field: 'shares', figures })]
}

export function refuseFaults([first]: readonly DomainError[]): void {
  if (first) throw first
}

/**
 * One payment for an agreement over several projects: each gets its share, in whole fen.
 * The payment’s id follows from its content, so the same one told again is the same, and the same document with other
 * shares is refused by the ledgers that hold it.
 */
export function agreementPostings(payment: AgreementPaymentRequest): readonly LedgerPosting[] {
  const { agreementId, shares, ...money } = payment
  refuseTwice(shares.map(({ projectId }) => projectId))
  const inOrder = shares.toSorted((one, other) => (one.projectId < other.projectId ? -1 : 1))
  const agreementPayment = { agreementId, paymentId: idFrom([payment.documentNumber, agreementId, money, inOrder]) }
  return inOrder.map(({ projectId, amountFen }, place) => ({
    projectId,
    request: { ...money, amountFen, entry: 'disbursement', agreementPayment },
    claims: place === 0 ? [`agreement-payment/${agreementId}/${payment.documentNumber}`] : [],
  }))
}

/**
 * A payment copied to several works shows as the same counterparty (or agreement), day and amount: the first ledger has the
 * name, and another one that wants it is refused. Of the shares of one payment the first has its document’s name instead.
 */
export function claimsOf(request: PostingRequest): readonly string[] {
  const { entry, counterparty, agreement, occurredOn, amountFen, distinct, agreementPayment } = request
  const to = (counterparty ?? agreement)?.trim()
  if (entry !== 'disbursement' || !to || distinct !== undefined || agreementPayment) return []
  return [`payment/${to}/${occurredOn}/${amountFen}`]
}

function refuseTwice(projectIds: readonly string[]): void {
  const twice = projectIds.find((projectId, place) => projectIds.indexOf(projectId) !== place)
  if (twice !== undefined) throw new DomainError('refused', 'project-given-twice', { figures: { projectId: twice } })
}

/** A UUID of version 8: its digits are the content’s. */
function idFrom(content: unknown): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
