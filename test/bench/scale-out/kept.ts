import { type DataOf, LedgerEntryPosted } from '@zhuji/contracts'
import type { Told } from '../projection/history.js'

/** What exactly once comes down to: each event in the story, nothing given up or parked, each payment in the sums. */
export interface Kept {
  readonly told: number
  readonly dead: number
  readonly parked: number
  /** Of all cards. */
  readonly disbursedFen: number
  /** In the sums of everything. */
  readonly summedFen: number
}

export function keptOf(history: readonly Told[]): Kept {
  const payments = history
    .filter(({ event }) => event.type === LedgerEntryPosted.type)
    .map(({ event }) => event.data as DataOf<typeof LedgerEntryPosted>)
    .filter(({ entry }) => entry === 'disbursement')
  const disbursedFen = payments.reduce((sum, { amountFen }) => sum + amountFen, 0)
  return { told: history.length, dead: 0, parked: 0, disbursedFen, summedFen: disbursedFen }
}
