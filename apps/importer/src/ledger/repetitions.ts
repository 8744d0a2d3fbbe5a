import type { Payment } from './payment.js'

/** A payment with what its file says beside it. */
export interface MarkedPayment extends Payment {
  /** From 1; above 1 for rows that are identical to an earlier one. */
  readonly occurrence: number
  /** Works of the same agreement that carry the same amount on the same day, this one included. */
  readonly worksWithSame: number
}

/**
 * What a first pass over a ledger keeps, so that the second can mark what looks doubled: sums and a few words a row, not
 * the rows. A transfer for an agreement that a source copied to each of its works shows as one amount on one day at many
 * works. It is recorded as the source has it, and marked.
 */
export class LedgerOverview {
  private readonly sums = new Map<string, number>()
  private readonly worksByPayment = new Map<string, string[]>()
  private readonly seen = new Map<string, number>()

  add({ localCode, paidOn, amountFen }: Payment): void {
    this.sums.set(localCode, (this.sums.get(localCode) ?? 0) + amountFen)
    const key = `${paidOn} ${amountFen}`
    const works = this.worksByPayment.get(key)
    if (!works) this.worksByPayment.set(key, [localCode])
    else if (!works.includes(localCode)) works.push(localCode)
  }

  get localCodes(): readonly string[] {
    return [...this.sums.keys()]
  }

  sumFen(localCode: string): number {
    return this.sums.get(localCode) ?? 0
  }

  /** In the order of the file; the number of an identical row depends on those before it. */
  mark(payment: Payment, agreementOf: (localCode: string) => string | undefined): MarkedPayment {
    const { localCode, paidOn, amountFen } = payment
    const key = `${localCode} ${paidOn} ${amountFen}`
    const occurrence = (this.seen.get(key) ?? 0) + 1
    this.seen.set(key, occurrence)
    const agreement = agreementOf(localCode)
    const works = this.worksByPayment.get(`${paidOn} ${amountFen}`) ?? []
    const together = agreement === undefined ? 1 : works.filter((other) => agreementOf(other) === agreement).length
    return { ...payment, occurrence, worksWithSame: Math.max(together, 1) }
  }
}

/** What a reader of the entry should know, in both languages; undefined when nothing is odd. */
export function noteOn({ occurrence, worksWithSame }: MarkedPayment): string | undefined {
  const notes = [
    ...(occurrence > 1 ? [`来源中第${occurrence}条相同记录 / identical row no. ${occurrence} in the source`] : []),
    ...(worksWithSame > 1
      ? [`同一协议${worksWithSame}个项目同日同额 / same day and amount on ${worksWithSame} works of one agreement`]
      : []),
  ]
  return notes.length > 0 ? notes.join('; ') : undefined
}
