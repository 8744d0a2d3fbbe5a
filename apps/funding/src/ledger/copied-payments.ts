import type { BookedKind } from '@zhuji/contracts'

/**
 * A payment that was copied to several works shows as the same counterparty (or agreement), day and amount; without
 * either, as the same document of one owner. The first ledger that records it has the name, also after a reversal.
 * Of a payment with shares the agreement has it.
 */
export interface PaymentLook {
  readonly entry: BookedKind
  readonly counterparty?: string
  readonly agreement?: string
  readonly occurredOn: string
  readonly amountFen: number
  readonly documentNumber: string
  readonly distinct?: string
  readonly agreementPayment?: object
}

/** The payment of another stream that this one repeats. */
export interface CopiedPayment {
  readonly holder: string
  readonly by: 'counterparty' | 'document'
}

/** The names under which a payment is known: none where it says why it is another one, and none of a share. */
export function namesOfPayment(look: PaymentLook, ownerUnitId: string): readonly string[] {
  const { entry, counterparty, agreement, occurredOn, amountFen, documentNumber, distinct, agreementPayment } = look
  if (entry !== 'disbursement' || distinct !== undefined || agreementPayment) return []
  const [to, day] = [[counterparty?.trim(), agreement?.trim()], `${occurredOn}/${amountFen}`]
  return [
    ...new Set(to.flatMap((name) => (name ? [`payment/${name}/${day}`] : []))),
    `payment-document/${ownerUnitId}/${documentNumber.trim()}/${day}`,
  ]
}

export function copyOf(
  names: readonly string[],
  holderOf: (name: string) => string | undefined,
  own: string,
): CopiedPayment | undefined {
  for (const name of names) {
    const holder = holderOf(name)
    if (holder === undefined || holder === own) continue
    return { holder, by: name.startsWith('payment-document/') ? 'document' : 'counterparty' }
  }
  return undefined
}
