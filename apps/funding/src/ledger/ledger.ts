import { type DataOf, type FundSource, LedgerEntryPosted, type LedgerEntryKind } from '@zhuji/contracts'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { Decider } from '@zhuji/messaging'
import { type Balances, type BookedKind, type Movement, moved } from './balances.js'

/**
 * The ledger of one project: append-only, balanced to the fen. Nothing is edited; a mistake is taken back whole by a
 * reversal, once, and posted again as it should have been.
 *
 * The state keeps the balances and, of each entry, only what a later decision can ask: its id (to reverse it), its document
 * (to count it once), amount, source and day (to tell the same document from another under its number). Counterparties and
 * texts stay in the log. That is about 110 bytes of JSON an entry, read and written with every posting on the project.
 */
export interface Ledger {
  readonly balances: Balances
  readonly entries: readonly KeptEntry[]
}

export type PostedEntry = DataOf<typeof LedgerEntryPosted>

/** `reverses` only on a reversal: the id of the entry taken back. */
export type KeptEntry = readonly [
  entryId: string,
  entry: LedgerEntryKind,
  documentNumber: string,
  amountFen: Fen,
  source: FundSource | null,
  occurredOn: CalendarDate,
  reverses?: string,
]

export interface LedgerEntry {
  readonly entryId: string
  readonly entry: LedgerEntryKind
  readonly documentNumber: string
  readonly amountFen: Fen
  readonly source: FundSource | undefined
  readonly occurredOn: CalendarDate
  readonly reverses: string | undefined
}

export const ledgerStream = (projectId: string): string => `project/${projectId}`

export const ledgerDecider: Decider<Ledger> = {
  stateVersion: 1,
  initial: () => ({ balances: {}, entries: [] }),
  evolve: (ledger, event) =>
    event.type === LedgerEntryPosted.type ? booked(ledger, event.data as PostedEntry, event.occurredOn) : ledger,
}

export function booked(ledger: Ledger, posted: PostedEntry, occurredOn: CalendarDate): Ledger {
  const { entryId, entry, documentNumber, amountFen, source = null, reverses } = posted
  const facts = [entryId, entry, documentNumber, amountFen, source, occurredOn] as const
  return {
    balances: moved(ledger.balances, movementOf(posted)),
    entries: [...ledger.entries, reverses ? [...facts, reverses.entryId] : facts],
  }
}

function movementOf({ entry, amountFen, source, reverses }: PostedEntry): Movement {
  if (entry !== 'reversal') return { entry, amountFen, source, direction: 1 }
  if (!reverses || reverses.entry === 'reversal') throw new Error('a reversal names the entry it takes back')
  return { entry: reverses.entry, amountFen, source, direction: -1 }
}

export function entryOf(kept: KeptEntry): LedgerEntry {
  const [entryId, entry, documentNumber, amountFen, source, occurredOn, reverses] = kept
  return { entryId, entry, documentNumber, amountFen, source: source ?? undefined, occurredOn, reverses }
}

export function entryById({ entries }: Ledger, entryId: string): LedgerEntry | undefined {
  const kept = entries.find(([id]) => id === entryId)
  return kept && entryOf(kept)
}

/** The latest entry under a document: an earlier one can only be there when it was reversed. */
export function entryByDocument(
  { entries }: Ledger,
  entry: LedgerEntryKind,
  documentNumber: string,
): LedgerEntry | undefined {
  const kept = entries.findLast(([, kind, number]) => kind === entry && number === documentNumber)
  return kept && entryOf(kept)
}

export function reversalOf({ entries }: Ledger, entryId: string): LedgerEntry | undefined {
  const kept = entries.find(([, , , , , , reverses]) => reverses === entryId)
  return kept && entryOf(kept)
}

/** Entries of a kind that still count, in the order they were posted. */
export function standingEntries(ledger: Ledger, entry: BookedKind): readonly LedgerEntry[] {
  const reversed = new Set(ledger.entries.map(([, , , , , , reverses]) => reverses))
  return ledger.entries.filter(([id, kind]) => kind === entry && !reversed.has(id)).map(entryOf)
}
