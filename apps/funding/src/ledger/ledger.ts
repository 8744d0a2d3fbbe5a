import { LedgerEntryPosted } from '@zhuji/contracts'
import type { Decider } from '@zhuji/messaging'
import { type Balances, type Movement, moved } from './balances.js'
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
  stateVersion: 2,
  initial: () => ({ balances: {} }),
  evolve: (ledger, event) =>
    event.type === LedgerEntryPosted.type ? booked(ledger, event.data as PostedEntry) : ledger,
  notes: (event, note) =>
    event.type === LedgerEntryPosted.type ? notesOf(event.data as PostedEntry, event.occurredOn, note) : [],
}

export function booked({ balances }: Ledger, posted: PostedEntry): Ledger {
  return { balances: moved(balances, movementOf(posted)) }
}

function movementOf({ entry, amountFen, source, reverses }: PostedEntry): Movement {
  if (entry !== 'reversal') return { entry, amountFen, source, direction: 1 }
  if (!reverses || reverses.entry === 'reversal') throw new Error('a reversal names the entry it takes back')
  return { entry: reverses.entry, amountFen, source, direction: -1 }
}
