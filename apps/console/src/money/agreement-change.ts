import type { Agreement } from '../api/ledger-types.js'
import { isDay } from '../figures/days.js'
import { parseAmount } from '../figures/numbers.js'
import type { Amount } from '../forms/amount-field.js'
import type { FoundProject } from '../forms/find-projects.js'

export interface AgreementChange {
  readonly amount: Amount
  readonly decreases: boolean
  readonly added: readonly FoundProject[]
  readonly documentNumber: string
  readonly reason: string
  readonly occurredOn: string
}

/** What would be agreed, in fen; undefined while the amount is not one. */
export function agreedAfter(
  { agreedFen }: Pick<Agreement, 'agreedFen'>,
  { amount, decreases }: Pick<AgreementChange, 'amount' | 'decreases'>,
): number | undefined {
  if (amount.text.trim() === '') return agreedFen
  const fen = parseAmount(amount.text, amount.unit)
  return fen === undefined ? undefined : agreedFen + (decreases ? -fen : fen)
}

/** The command; undefined while something needed is missing, or while it changes nothing. */
export function readChange(draft: AgreementChange): object | undefined {
  const { amount, decreases, added, occurredOn } = draft
  const isSame = amount.text.trim() === ''
  const amountFen = isSame ? 0 : parseAmount(amount.text, amount.unit)
  const said = { documentNumber: draft.documentNumber.trim(), reason: draft.reason.trim() }
  if (amountFen === undefined || Object.values(said).includes('') || !isDay(occurredOn)) return undefined
  if (amountFen === 0 && added.length === 0) return undefined
  return {
    ...(amountFen > 0 && { amountFen, ...(decreases && { decreases }) }),
    ...(added.length > 0 && { addedProjectIds: added.map(({ projectId }) => projectId) }),
    ...said,
    occurredOn,
  }
}
