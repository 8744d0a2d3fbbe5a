import type { BookedKind, FundSource } from '@zhuji/contracts'
import { type CalendarDate, DomainError, type Fen } from '@zhuji/kernel'
import { alreadyIn, type Assessment, refusedOutright, type Surroundings, weigh } from './assessment.js'
import { potOf } from './balances.js'
import { entryByDocument, type LedgerEntry, type PostedEntry, type Reversal } from './entries.js'
import type { Ledger } from './ledger.js'

export interface PostingRequest {
  /** Where it follows from the content; else it is given here. */
  readonly entryId?: string
  readonly entry: BookedKind
  readonly amountFen: Fen
  readonly source?: FundSource
  readonly batch?: string
  /** Only of a contract change. */
  readonly decreases?: boolean
  readonly documentNumber: string
  readonly counterparty?: string
  readonly agreement?: string
  readonly text?: string
  /** Why it is a payment of its own although another project’s looks the same. */
  readonly distinct?: string
  /** Of a transfer: the project at its other end. */
  readonly counterProjectId?: string
  /** Of a share: the payment that was made for several projects. */
  readonly agreementPayment?: PostedEntry['agreementPayment']
  readonly occurredOn: CalendarDate
}

/**
 * A document counts once: under its kind and number the same amount, source and day are the same entry however often they
 * arrive, anything else is refused. A document whose entry was reversed may come again with other content (that is how a
 * mistake is put right), but not unchanged: a late repetition would bring the mistake back.
 */
export function assessPosting(ledger: Ledger, request: PostingRequest, surroundings: Surroundings): Assessment {
  const { occurredOn, decreases, ...posting } = request
  const earlier = entryByDocument(surroundings.note, request.entry, request.documentNumber)
  if (earlier) {
    const same = isSameContent(earlier, request)
    const { reversal } = earlier
    if (same && !reversal) return alreadyIn(ledger, earlier)
    if (same) return refusedOutright(ledger, documentReversed(earlier, reversal!))
    if (!reversal) return refusedOutright(ledger, documentAlreadyPosted(earlier, request))
  }
  const { projectId, newId } = surroundings
  const posted = { projectId, ...posting, entryId: posting.entryId ?? newId(), ...(decreases ? { decreases } : {}) }
  return weigh(ledger, { posted, occurredOn }, surroundings)
}

function isSameContent(earlier: LedgerEntry, request: PostingRequest): boolean {
  return (
    earlier.amountFen === request.amountFen &&
    potOf(earlier) === potOf(request) &&
    earlier.occurredOn === request.occurredOn &&
    (earlier.decreases ?? false) === (request.decreases ?? false) &&
    earlier.counterProjectId === request.counterProjectId &&
    earlier.agreementPayment?.paymentId === request.agreementPayment?.paymentId
  )
}

function documentAlreadyPosted(earlier: LedgerEntry, request: PostingRequest): DomainError {
  return new DomainError('refused', 'document-already-posted', {
    field: 'documentNumber',
    figures: {
      entry: request.entry,
      documentNumber: request.documentNumber,
      postedFen: earlier.amountFen,
      postedSource: earlier.source ?? null,
      postedOn: earlier.occurredOn,
      amountFen: request.amountFen,
      source: request.source ?? null,
      occurredOn: request.occurredOn,
    },
  })
}

function documentReversed(earlier: LedgerEntry, reversal: Reversal): DomainError {
  const { entry, documentNumber, amountFen, occurredOn } = earlier
  const figures = { entry, documentNumber, amountFen, occurredOn, reversedBy: reversal.documentNumber }
  return new DomainError('refused', 'document-reversed', { field: 'documentNumber', figures })
}
