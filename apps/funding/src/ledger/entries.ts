import {
  type BookedKind,
  type DataOf,
  type FundSource,
  LedgerEntryPosted,
  type LedgerEntryKind,
} from '@zhuji/contracts'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { Note, NoteReader } from '@zhuji/messaging'
import { type Alike, appended, endsOfAlike, neighboursOf, takenOut } from './payments-alike.js'

/**
 * Of single entries later decisions ask by an id, by a document, and whether there is a payment alike. Each answer is a
 * note of the ledger's stream under a name that the request can say, so that a posting costs the same however long the
 * ledger is. Counterparties and texts stay in the log.
 *
 *   entry/<id>                what counts of the entry, and the reversal that took it back
 *   document/<kind>/<number>  the same of the latest entry under the document; an earlier one was reversed
 *   contracts                 how many standing contracts were signed on which day
 */
export type PostedEntry = DataOf<typeof LedgerEntryPosted>

export interface LedgerEntry extends Alike, Omit<More, 'batch'> {
  readonly entryId: string
  readonly entry: LedgerEntryKind
  readonly documentNumber: string
  /** Only of a reversal: the id of the entry taken back. */
  readonly reverses: string | undefined
  /** What took this entry back. */
  readonly reversal: Reversal | undefined
}

export interface Reversal {
  readonly entryId: string
  readonly documentNumber: string
  readonly occurredOn: CalendarDate
}

type KeptEntry = readonly [
  entryId: string,
  entry: LedgerEntryKind,
  documentNumber: string,
  amountFen: Fen,
  source: FundSource | null,
  occurredOn: CalendarDate,
  reverses: string | null,
  reversal?: Reversal | null,
  more?: More,
]
/** What few entries have. */
type More = Pick<PostedEntry, 'batch' | 'decreases' | 'counterProjectId' | 'agreementPayment'>
type ContractDays = readonly (readonly [signedOn: CalendarDate, contracts: number])[]

const CONTRACTS = 'contracts'
export const entryNote = (entryId: string): string => `entry/${entryId}`
const documentNote = (entry: LedgerEntryKind, documentNumber: string): string => `document/${entry}/${documentNumber}`

export interface Posting extends Alike {
  readonly entry: BookedKind
  readonly documentNumber: string
}

/** Every note that a decision on the posting may ask for. */
export function lookupsOfPosting(posting: Posting): readonly string[] {
  const document = documentNote(posting.entry, posting.documentNumber)
  if (posting.entry === 'commitment') return [document, CONTRACTS]
  if (posting.entry !== 'disbursement') return [document]
  return [document, CONTRACTS, ...endsOfAlike(posting)]
}

/** The same for a reversal. */
export function lookupsOfReversal({ entryId, documentNumber }: Pick<LedgerEntry, 'entryId' | 'documentNumber'>) {
  return [entryNote(entryId), documentNote('reversal', documentNumber), CONTRACTS, ...neighboursOf(entryId)]
}

export function entryById(note: NoteReader, entryId: string): LedgerEntry | undefined {
  return entryOf(note(entryNote(entryId)))
}

export function entryByDocument(
  note: NoteReader,
  entry: LedgerEntryKind,
  documentNumber: string,
): LedgerEntry | undefined {
  return entryOf(note(documentNote(entry, documentNumber)))
}

/** The day of the first contract that stands. */
export function contractedOn(note: NoteReader): CalendarDate | undefined {
  return contractDays(note)
    .map(([signedOn]) => signedOn)
    .sort()[0]
}

/** What an entry leaves for later ones to look up; `note` reads what earlier ones left. */
export function notesOf(posted: PostedEntry, occurredOn: CalendarDate, note: NoteReader): readonly Note[] {
  const { entryId, entry, documentNumber, amountFen, source, reverses } = posted
  const { batch } = posted
  const kept = [
    entryId,
    entry,
    documentNumber,
    amountFen,
    source ?? null,
    occurredOn,
    reverses?.entryId ?? null,
  ] as const
  const more = moreOf(posted)
  const own = keptAs(more ? [...kept, null, more] : kept)
  if (reverses) return [...own, ...takenBack(reverses.entryId, { entryId, documentNumber, occurredOn }, note)]
  if (entry === 'commitment') return [...own, contractsAfter(note, occurredOn, 1)]
  if (entry !== 'disbursement') return own
  return [...own, ...appended({ amountFen, source, batch, occurredOn }, [entryId, documentNumber], note)]
}

function takenBack(entryId: string, reversal: Reversal, note: NoteReader): readonly Note[] {
  const kept = note(entryNote(entryId)) as KeptEntry | undefined
  if (!kept) return []
  const [id, entry, documentNumber, amountFen, source, occurredOn, reverses, , more] = kept
  const taken = [id, entry, documentNumber, amountFen, source, occurredOn, reverses, reversal] as const
  const reversed = keptAs(more ? [...taken, more] : taken)
  if (entry === 'commitment') return [...reversed, contractsAfter(note, occurredOn, -1)]
  if (entry !== 'disbursement') return reversed
  return [
    ...reversed,
    ...takenOut({ amountFen, source: source ?? undefined, batch: more?.batch, occurredOn }, entryId, note),
  ]
}

function keptAs(kept: KeptEntry): readonly Note[] {
  const [entryId, entry, documentNumber] = kept
  return [
    [entryNote(entryId), kept],
    [documentNote(entry, documentNumber), kept],
  ]
}

function moreOf({ batch, decreases, counterProjectId, agreementPayment }: PostedEntry): More | undefined {
  const more = { batch, decreases, counterProjectId, agreementPayment }
  const told = Object.entries(more).filter(([, value]) => value !== undefined)
  return told.length === 0 ? undefined : Object.fromEntries(told)
}

function entryOf(kept: unknown): LedgerEntry | undefined {
  if (kept === undefined) return undefined
  const [entryId, entry, documentNumber, amountFen, source, occurredOn, reverses, reversal, more] = kept as KeptEntry
  const known = { entryId, entry, documentNumber, amountFen, occurredOn, reversal: reversal ?? undefined, ...more }
  return { ...known, source: source ?? undefined, reverses: reverses ?? undefined }
}

function contractDays(note: NoteReader): ContractDays {
  return (note(CONTRACTS) as ContractDays | undefined) ?? []
}

function contractsAfter(note: NoteReader, day: CalendarDate, change: 1 | -1): Note {
  const days = contractDays(note)
  const contracts = (days.find(([signedOn]) => signedOn === day)?.[1] ?? 0) + change
  const others = days.filter(([signedOn]) => signedOn !== day)
  return [CONTRACTS, contracts === 0 ? others : [...others, [day, contracts]]]
}
