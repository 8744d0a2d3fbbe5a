import { type AmountUnit, parseAmount } from '../figures/numbers.js'
import { isDay } from '../figures/days.js'

export interface EntryDraft {
  readonly entry: string
  readonly amount: { readonly text: string; readonly unit: AmountUnit }
  readonly source: string
  readonly documentNumber: string
  readonly counterparty: string
  readonly agreement: string
  readonly text: string
  readonly occurredOn: string
}

export function freshEntry(today: string): EntryDraft {
  return {
    entry: 'disbursement',
    amount: { text: '', unit: 'wan' },
    source: '',
    documentNumber: '',
    counterparty: '',
    agreement: '',
    text: '',
    occurredOn: today,
  }
}

/** Contracts and certified work may name no source; everything that moves money does. */
export function needsSource(entry: string): boolean {
  return entry !== 'commitment' && entry !== 'certified-work'
}

/** The command the draft stands for; undefined while something needed is missing or wrong. */
export function readEntry(draft: EntryDraft): Readonly<Record<string, unknown>> | undefined {
  const amountFen = parseAmount(draft.amount.text, draft.amount.unit)
  const documentNumber = draft.documentNumber.trim()
  if (!amountFen || documentNumber === '' || !isDay(draft.occurredOn)) return undefined
  if (needsSource(draft.entry) && draft.source === '') return undefined
  const said = { source: draft.source, counterparty: draft.counterparty, agreement: draft.agreement, text: draft.text }
  const given = Object.entries(said).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]))
  return { entry: draft.entry, amountFen, documentNumber, occurredOn: draft.occurredOn, ...Object.fromEntries(given) }
}
