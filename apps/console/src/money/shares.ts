import { parseAmount } from '../figures/numbers.js'
import { isDay } from '../figures/days.js'
import type { Amount } from '../forms/amount-field.js'

export interface PaymentDraft {
  readonly amount: Amount
  readonly source: string
  readonly batch: string
  readonly documentNumber: string
  /** Why it is no copy of a payment that looks the same. */
  readonly distinct: string
  readonly occurredOn: string
  /** By project, what was typed. */
  readonly shares: Readonly<Record<string, Amount>>
}

export const emptyAmount: Amount = { text: '', unit: 'wan' }

/** What of the payment is not shared yet, in fen: negative when more is shared than paid; undefined while an amount is not one. */
export function restOf({ amount, shares }: Pick<PaymentDraft, 'amount' | 'shares'>): number | undefined {
  const whole = parseAmount(amount.text, amount.unit)
  const parts = Object.values(shares)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, unit }) => parseAmount(text, unit))
  if (whole === undefined || parts.includes(undefined)) return undefined
  return whole - parts.reduce<number>((sum, fen) => sum + (fen ?? 0), 0)
}

/** The command; undefined while something needed is missing. Whether the shares are the payment is for the rules to say. */
export function readPayment(draft: PaymentDraft): object | undefined {
  const { amount, source, batch, documentNumber, distinct, occurredOn, shares } = draft
  const amountFen = parseAmount(amount.text, amount.unit)
  const given = Object.entries(shares).flatMap(([projectId, { text, unit }]) => {
    const fen = parseAmount(text, unit)
    return fen ? [{ projectId, amountFen: fen }] : []
  })
  if (!amountFen || source === '' || documentNumber.trim() === '' || !isDay(occurredOn)) return undefined
  if (given.length === 0 || restOf(draft) === undefined) return undefined
  const said = { batch: batch.trim(), distinct: distinct.trim() }
  const more = Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''))
  return { amountFen, source, ...more, documentNumber: documentNumber.trim(), occurredOn, shares: given }
}
