import {
  AgreementChanged,
  AgreementPaymentPosted,
  AgreementPaymentReversed,
  AgreementSigned,
  type DataOf,
} from '@zhuji/contracts'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { Decider, Note, NoteReader } from '@zhuji/messaging'

/**
 * 协议: what one counterparty has agreed over several projects. Its payments are shares in the projects' own ledgers,
 * recorded in the same transaction; here is what the agreement itself must know: how much is agreed and how much is paid.
 *
 * Notes: payment/<document> is the latest payment under the document, with what took it back; change/<document> by how much.
 */
export interface Agreement {
  readonly signed: DataOf<typeof AgreementSigned> | null
  readonly signedOn: CalendarDate | null
  /** As signed and changed since. */
  readonly agreedFen: Fen
  /** Of payments that stand. */
  readonly paidFen: Fen
  /** Covered when it was signed or since. */
  readonly projectIds: readonly string[]
}

export type AgreementPayment = DataOf<typeof AgreementPaymentPosted>

export interface KeptPayment extends Pick<AgreementPayment, 'paymentId' | 'amountFen' | 'documentNumber' | 'shares'> {
  readonly occurredOn: CalendarDate
  readonly reversal?: { readonly documentNumber: string; readonly occurredOn: CalendarDate }
}

export const agreementStream = (agreementId: string): string => `agreement/${agreementId}`
export const documentNote = (documentNumber: string): string => `payment/${documentNumber}`
export const changeNote = (documentNumber: string): string => `change/${documentNumber}`

export const agreementDecider: Decider<Agreement> = {
  stateVersion: 1,
  initial: () => ({ signed: null, signedOn: null, agreedFen: 0, paidFen: 0, projectIds: [] }),
  evolve: (agreement, { type, data, occurredOn }) => {
    switch (type) {
      case AgreementSigned.type: {
        const signed = data as DataOf<typeof AgreementSigned>
        const agreedFen = agreement.agreedFen + signed.amountFen
        return { ...agreement, signed, signedOn: occurredOn, agreedFen, projectIds: signed.projectIds }
      }
      case AgreementChanged.type: {
        const { addedProjectIds } = data as DataOf<typeof AgreementChanged>
        const agreedFen = agreement.agreedFen + changeOf(data as DataOf<typeof AgreementChanged>)
        return { ...agreement, agreedFen, projectIds: [...agreement.projectIds, ...addedProjectIds] }
      }
      case AgreementPaymentPosted.type:
        return { ...agreement, paidFen: agreement.paidFen + (data as AgreementPayment).amountFen }
      case AgreementPaymentReversed.type:
        return {
          ...agreement,
          paidFen: agreement.paidFen - (data as DataOf<typeof AgreementPaymentReversed>).amountFen,
        }
      default:
        return agreement
    }
  },
  notes: ({ type, data, occurredOn }, note): readonly Note[] => {
    switch (type) {
      case AgreementChanged.type:
        return [
          [
            changeNote((data as DataOf<typeof AgreementChanged>).documentNumber),
            changeOf(data as DataOf<typeof AgreementChanged>),
          ],
        ]
      case AgreementPaymentPosted.type: {
        const { paymentId, amountFen, documentNumber, shares } = data as AgreementPayment
        // Field by field, as it is read from the log: a note that is folded anew is the same to the letter.
        const parts = shares.map(({ projectId, entryId, amountFen: partFen }) => ({
          projectId,
          entryId,
          amountFen: partFen,
        }))
        const kept: KeptPayment = { paymentId, amountFen, documentNumber, shares: parts, occurredOn }
        return [[documentNote(documentNumber), kept]]
      }
      case AgreementPaymentReversed.type: {
        const { paymentDocument, documentNumber } = data as DataOf<typeof AgreementPaymentReversed>
        const reversal = { documentNumber, occurredOn }
        return [[documentNote(paymentDocument), { ...paymentUnder(note, paymentDocument), reversal }]]
      }
      default:
        return []
    }
  },
}

export function paymentUnder(note: NoteReader, documentNumber: string): KeptPayment | undefined {
  return note(documentNote(documentNumber)) as KeptPayment | undefined
}

/** By how much a change moves what is agreed. */
export function changeOf({ amountFen = 0, decreases }: DataOf<typeof AgreementChanged>): Fen {
  return decreases ? -amountFen : amountFen
}

export interface SignedAgreement extends Omit<Agreement, 'signed' | 'signedOn'> {
  readonly agreementId: string
  readonly signed: NonNullable<Agreement['signed']>
  readonly signedOn: string
}

/** Undefined for an agreement that nobody has signed. */
export function signedAgreement(agreementId: string, state: Agreement): SignedAgreement | undefined {
  const { signed, signedOn } = state
  return signed && signedOn !== null ? { ...state, agreementId, signed, signedOn } : undefined
}
