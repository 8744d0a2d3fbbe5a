import { ledgerEntryIds } from '@zhuji/contracts'
import { type AmountUnit, parseAmount } from '../figures/numbers.js'
import { isDay } from '../figures/days.js'

export interface EntryDraft {
  readonly entry: string
  readonly amount: { readonly text: string; readonly unit: AmountUnit }
  readonly decreases: boolean
  readonly source: string
  readonly batch: string
  readonly documentNumber: string
  readonly counterparty: string
  readonly agreement: string
  readonly text: string
  /** Of a payment that looks like another one: why it is not. */
  readonly distinct: string
  readonly occurredOn: string
}

export function freshEntry(today: string): EntryDraft {
  return {
    entry: 'disbursement',
    amount: { text: '', unit: 'wan' },
    decreases: false,
    source: '',
    batch: '',
    documentNumber: '',
    counterparty: '',
    agreement: '',
    text: '',
    distinct: '',
    occurredOn: today,
  }
}

/** A reversal and a transfer are told where they begin: at the entry, and at the money that is moved. */
export const postedKinds = ledgerEntryIds.filter((kind) => !['reversal', 'transfer-out', 'transfer-in'].includes(kind))

const withoutMoney = ['commitment', 'change', 'certified-work', 'recovery', 'retention', 'settlement', 'final-accounts']

/** What contracts agree and certify may name no source; everything that moves money does. */
export function needsSource(entry: string): boolean {
  return !withoutMoney.includes(entry)
}

/** Bonds come in issues. */
export function hasBatches(source: string): boolean {
  return ['special-bond', 'general-bond', 'ultra-long-treasury'].includes(source)
}

/** The command the draft stands for; undefined while something needed is missing or wrong. */
export function readEntry(draft: EntryDraft): Readonly<Record<string, unknown>> | undefined {
  const amountFen = parseAmount(draft.amount.text, draft.amount.unit)
  const documentNumber = draft.documentNumber.trim()
  if (!amountFen || documentNumber === '' || !isDay(draft.occurredOn)) return undefined
  if (needsSource(draft.entry) && draft.source === '') return undefined
  const batch = hasBatches(draft.source) ? draft.batch : ''
  const said = {
    source: draft.source,
    batch,
    counterparty: draft.counterparty,
    agreement: draft.agreement,
    text: draft.text,
    distinct: draft.entry === 'disbursement' ? draft.distinct : '',
  }
  const given = Object.entries(said).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]))
  const lowers = draft.entry === 'change' && draft.decreases ? { decreases: true } : {}
  const needed = { entry: draft.entry, amountFen, documentNumber, occurredOn: draft.occurredOn }
  return { ...needed, ...lowers, ...Object.fromEntries(given) }
}
