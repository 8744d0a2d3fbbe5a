import type { BookedKind, NewEvent } from '@zhuji/contracts'
import type { NoteReader } from '@zhuji/messaging'
import { potOf } from './balances.js'
import type { PostedEntry } from './entries.js'

export const postedIn = ({ data }: NewEvent): PostedEntry => data as PostedEntry

/** The ledger once more, by reading all of it for each question. */
export function readThrough(events: readonly NewEvent[]): NoteReader {
  const reversalOf = (entryId: string) => events.find((event) => postedIn(event).reverses?.entryId === entryId)
  const standing = (entry: BookedKind) =>
    events.filter((event) => postedIn(event).entry === entry && !reversalOf(postedIn(event).entryId))
  const entryAt = (event: NewEvent | undefined) => {
    if (!event) return undefined
    const {
      entryId,
      entry,
      documentNumber: number,
      amountFen,
      source = null,
      reverses,
      batch,
      decreases,
    } = postedIn(event)
    const by = reversalOf(entryId)
    const reversal = by && {
      entryId: postedIn(by).entryId,
      documentNumber: postedIn(by).documentNumber,
      occurredOn: by.occurredOn,
    }
    const more = { ...(batch === undefined ? {} : { batch }), ...(decreases ? { decreases } : {}) }
    const own = [entryId, entry, number, amountFen, source, event.occurredOn, reverses?.entryId ?? null, reversal]
    return Object.keys(more).length === 0 ? own : [...own, more]
  }
  return (name) => {
    const [kind, ...rest] = name.split('/')
    switch (kind) {
      case 'entry':
        return entryAt(events.find((event) => postedIn(event).entryId === rest[0]))
      case 'document':
        return entryAt(
          events.findLast((event) => postedIn(event).entry === rest[0] && postedIn(event).documentNumber === rest[1]),
        )
      case 'contracts':
        return standing('commitment').map((event) => [event.occurredOn, 1])
      case 'alike-first': {
        const [occurredOn, amount, ...pot] = rest
        const first = standing('disbursement').find(
          (event) =>
            event.occurredOn === occurredOn &&
            String(postedIn(event).amountFen) === amount &&
            potOf(postedIn(event)) === pot.join('/'),
        )
        return first && [postedIn(first).entryId, postedIn(first).documentNumber]
      }
      default:
        throw new Error(`no decision asks for ${name}`)
    }
  }
}
