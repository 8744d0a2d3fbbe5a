import { LedgerEntryPosted } from '@zhuji/contracts'
import type { Decider } from '@zhuji/messaging'
import { type Balances, moved } from './balances.js'
import { notesOf, type PostedEntry } from './entries.js'

/**
 * The ledger of one project: append-only, balanced to the fen. Nothing is edited; a mistake is taken back whole by a
 * reversal, once, and posted again as it should have been.
 *
 * The state is what every decision needs: the balances, of a size that follows the sources of funds. What a decision asks
 * of single entries are notes of the stream (entries.ts), read and written one by one.
 */
export interface Ledger {
  readonly balances: Balances
}

export const ledgerStream = (projectId: string): string => `project/${projectId}`

export const ledgerDecider: Decider<Ledger> = {
  stateVersion: 3,
  initial: () => ({ balances: {} }),
  evolve: (ledger, event) =>
    event.type === LedgerEntryPosted.type ? booked(ledger, event.data as PostedEntry) : ledger,
  notes: (event, note) =>
    event.type === LedgerEntryPosted.type ? notesOf(event.data as PostedEntry, event.occurredOn, note) : [],
}

export function booked({ balances }: Ledger, posted: PostedEntry): Ledger {
  return { balances: moved(balances, posted) }
}
