import type { LogPosition } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'

/** Largest values of PostgreSQL's xid8 and bigint have 20 and 19 digits. */
const EVENT_ID = /^(\d{1,19})-(\d{1,15})$/

/** A place in the alerts log as an event stream names it. */
export function eventIdOf({ xid, position }: LogPosition): string {
  return `${xid}-${position}`
}

/** Throws `invalid` `cursor-invalid` for text that no stream of ours has sent. */
export function positionOf(eventId: string): LogPosition {
  const match = EVENT_ID.exec(eventId)
  if (!match) throw new DomainError('invalid', 'cursor-invalid', { field: 'Last-Event-ID' })
  return { xid: match[1]!, position: Number(match[2]) }
}
