import { createHash } from 'node:crypto'
import type { FundSource } from '@zhuji/contracts'
import { type CalendarDate, DomainError, type Fen } from '@zhuji/kernel'
import type { PostingRequest } from './post-entry.js'

/** What is posted in several ledgers at once, all or none: every ledger's own entry. */
export interface LedgerPosting {
  readonly projectId: string
  readonly request: PostingRequest & { readonly historical?: boolean }
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
  /** Why it is a payment of its own although another one looks the same. */
  readonly distinct?: string
  /** It already happened, and an import tells it. */
  readonly historical?: boolean
  readonly shares: readonly { readonly projectId: string; readonly amountFen: Fen }[]
}

/** A payment of an agreement with the ids of what it records. */
export interface SharedPayment extends AgreementPaymentRequest {
  readonly paymentId: string
  /** By project, the entry of its ledger. */
  readonly entryIds: ReadonlyMap<string, string>
}

/**
 * One payment for an agreement over several projects: each gets its share, in whole fen. The ids follow from the content,
 * so the same payment told again is the same, and the same document with other shares is another one, which is refused.
 */
export function sharedPayment(payment: AgreementPaymentRequest): SharedPayment {
  const { agreementId, shares, distinct: _distinct, historical: _historical, ...money } = payment
  refuseTwice(shares.map(({ projectId }) => projectId))
  const inOrder = shares.toSorted((one, other) => (one.projectId < other.projectId ? -1 : 1))
  const paymentId = idFrom([payment.documentNumber, agreementId, money, inOrder])
  const entryIds = new Map(inOrder.map(({ projectId }) => [projectId, idFrom([paymentId, projectId])]))
  return { ...payment, shares: inOrder, paymentId, entryIds }
}

/** Each project’s own entry. */
export function sharePostings({ shares, entryIds, paymentId, ...payment }: SharedPayment): readonly LedgerPosting[] {
  const { agreementId, distinct: _distinct, ...money } = payment
  return shares.map(({ projectId, amountFen }) => ({
    projectId,
    request: {
      ...money,
      entryId: entryIds.get(projectId)!,
      amountFen,
      entry: 'disbursement',
      agreementPayment: { agreementId, paymentId },
    },
  }))
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
