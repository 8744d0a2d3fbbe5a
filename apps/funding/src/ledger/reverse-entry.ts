import { type CalendarDate, DomainError } from '@zhuji/kernel'
import { alreadyIn, type Assessment, refusedOutright, type Surroundings, weigh } from './assessment.js'
import { entryByDocument, entryById, type LedgerEntry } from './entries.js'
import type { Ledger } from './ledger.js'

export interface ReversalRequest {
  readonly entryId: string
  readonly documentNumber: string
  readonly reason: string
  /** The agreement payment that is taken back whole: its shares are not reversed one by one. */
  readonly paymentId?: string
  readonly occurredOn: CalendarDate
}

/**
 * Takes an entry back once and whole. The rules are asked of the books as they would be afterwards, so money in place that
 * is already paid out, a payment that was partly refunded, or a contract with certified work cannot be taken back first.
 */
export function assessReversal(ledger: Ledger, request: ReversalRequest, surroundings: Surroundings): Assessment {
  const { documentNumber, occurredOn, reason } = request
  const reversed = entryById(surroundings.note, request.entryId)
  const sameDocument = entryByDocument(surroundings.note, 'reversal', documentNumber)
  if (sameDocument && reversed && isRepetition(sameDocument, request)) return alreadyIn(ledger, sameDocument)
  const refusal = obstacle(request, reversed) ?? (sameDocument && documentTaken(sameDocument, request, reversed!))
  if (refusal || !reversed) return refusedOutright(ledger, refusal ?? unknownEntry(request.entryId))
  const { projectId, newId } = surroundings
  const { entryId, entry, amountFen, source, batch, decreases } = reversed
  const posted = {
    projectId,
    entryId: newId(),
    entry: 'reversal' as const,
    amountFen,
    source,
    ...(batch === undefined ? {} : { batch }),
    ...(decreases ? { decreases } : {}),
    documentNumber,
    text: reason,
    reverses: { entryId, entry },
  }
  return weigh(ledger, { posted, occurredOn }, surroundings)
}

function isRepetition(earlier: LedgerEntry, { entryId, occurredOn }: ReversalRequest): boolean {
  return earlier.reverses === entryId && earlier.occurredOn === occurredOn
}

function obstacle(
  { entryId, paymentId, occurredOn }: ReversalRequest,
  reversed: LedgerEntry | undefined,
): DomainError | undefined {
  if (!reversed) return unknownEntry(entryId)
  const { documentNumber, amountFen } = reversed
  if (reversed.entry === 'reversal') {
    return new DomainError('refused', 'reversal-not-reversible', { field: 'entryId', figures: { documentNumber } })
  }
  if (reversed.counterProjectId !== undefined) {
    const figures = { documentNumber, amountFen, counterProjectId: reversed.counterProjectId }
    return new DomainError('refused', 'transfer-not-reversible', { field: 'entryId', figures })
  }
  const { reversal, agreementPayment } = reversed
  if (agreementPayment && agreementPayment.paymentId !== paymentId) {
    const figures = { documentNumber, amountFen, ...agreementPayment }
    return new DomainError('refused', 'share-not-reversible', { field: 'entryId', figures })
  }
  if (reversal) {
    const figures = { documentNumber, amountFen, reversedBy: reversal.documentNumber, reversedOn: reversal.occurredOn }
    return new DomainError('refused', 'entry-already-reversed', { field: 'entryId', figures })
  }
  if (occurredOn < reversed.occurredOn) {
    const figures = { documentNumber, postedOn: reversed.occurredOn, occurredOn }
    return new DomainError('refused', 'reversal-before-entry', { field: 'occurredOn', figures })
  }
  return undefined
}

function unknownEntry(entryId: string): DomainError {
  return new DomainError('not-found', 'entry-unknown', { field: 'entryId', figures: { entryId } })
}

function documentTaken(earlier: LedgerEntry, request: ReversalRequest, reversed: LedgerEntry): DomainError {
  return new DomainError('refused', 'document-already-posted', {
    field: 'documentNumber',
    figures: {
      entry: 'reversal',
      documentNumber: request.documentNumber,
      postedFen: earlier.amountFen,
      postedSource: earlier.source ?? null,
      postedOn: earlier.occurredOn,
      amountFen: reversed.amountFen,
      source: reversed.source ?? null,
      occurredOn: request.occurredOn,
    },
  })
}
