import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { Note, NoteReader } from '@zhuji/messaging'
import { potOf, type PotName } from './balances.js'

/**
 * Standing payments of the same day, amount and source, in the order they were posted: a chain of notes.
 *
 *   alike-first/<day>/<amount>/<pot>  alike-last/…   the two ends, the last only once there was a second
 *   alike-before/<id>  alike-after/<id>                 each one's neighbours
 *
 * A request for a reversal names an id and nothing else. By the id it finds the neighbours, and these and the entry
 * itself name all that has to change: so neither end nor any list of payments needs to be read.
 */
export interface Alike extends PotName {
  readonly amountFen: Fen
  readonly occurredOn: CalendarDate
}
type Payment = readonly [entryId: string, documentNumber: string]

const likeness = (payment: Alike): string => `${payment.occurredOn}/${payment.amountFen}/${potOf(payment)}`
const firstNote = (payment: Alike): string => `alike-first/${likeness(payment)}`
const lastNote = (payment: Alike): string => `alike-last/${likeness(payment)}`
const beforeNote = (entryId: string): string => `alike-before/${entryId}`
const afterNote = (entryId: string): string => `alike-after/${entryId}`

export const endsOfAlike = (payment: Alike): readonly string[] => [firstNote(payment), lastNote(payment)]
export const neighboursOf = (entryId: string): readonly string[] => [beforeNote(entryId), afterNote(entryId)]

/** The document of the first payment that is like it. */
export function paymentAlike(note: NoteReader, payment: Alike): string | undefined {
  return first(note, payment)?.[1]
}

export function appended(payment: Alike, added: Payment, note: NoteReader): readonly Note[] {
  const head = first(note, payment)
  if (!head) return [[firstNote(payment), added]]
  const last = (note(lastNote(payment)) as string | null | undefined) ?? head[0]
  return [
    [afterNote(last), added],
    [beforeNote(added[0]), last],
    [lastNote(payment), added[0]],
  ]
}

/** What was before it and what was after it are neighbours now, or the ends. */
export function takenOut(payment: Alike, entryId: string, note: NoteReader): readonly Note[] {
  const before = (note(beforeNote(entryId)) ?? null) as string | null
  const after = (note(afterNote(entryId)) ?? null) as Payment | null
  return [
    [before === null ? firstNote(payment) : afterNote(before), after],
    [after === null ? lastNote(payment) : beforeNote(after[0]), before],
  ]
}

function first(note: NoteReader, payment: Alike): Payment | undefined {
  return (note(firstNote(payment)) ?? undefined) as Payment | undefined
}
