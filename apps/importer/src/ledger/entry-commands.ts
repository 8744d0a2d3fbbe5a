import type { LedgerMapping } from '../mapping/mapping.js'
import { type CommandDraft, toFunding } from '../register/command-draft.js'
import { type MarkedPayment, noteOn } from './repetitions.js'

/** The entries one row stands for. The document number is the row's own content, so a repeated import posts nothing. */
export function entriesFor(payment: MarkedPayment, mapping: LedgerMapping): readonly CommandDraft[] {
  const { localCode, paidOn, amountFen, occurrence, counterparty } = payment
  const text = noteOn(payment)
  return mapping.entries.map((entry) =>
    toFunding('post-entry', {
      entry,
      amountFen,
      source: mapping.fundSource,
      documentNumber: `${mapping.source}/${localCode}/${paidOn}/${amountFen}/${occurrence}`,
      ...(counterparty ? { counterparty: counterparty.slice(0, 200) } : {}),
      ...(text ? { text } : {}),
      occurredOn: paidOn,
      historical: true,
    }),
  )
}

interface SourceBalance {
  readonly inPlaceFen: number
  readonly disbursedFen: number
  readonly allocatedFen?: number
  readonly certifiedFen?: number
}

const balanceOfEntry = {
  allocation: 'allocatedFen',
  'funds-in-place': 'inPlaceFen',
  'certified-work': 'certifiedFen',
  disbursement: 'disbursedFen',
} as const

/** True when the books already hold, for this source, exactly what the file has for the work. */
export function isBooked(balance: SourceBalance | undefined, sumFen: number, mapping: LedgerMapping): boolean {
  return balance !== undefined && mapping.entries.every((entry) => balance[balanceOfEntry[entry]] === sumFen)
}
