import { createHash } from 'node:crypto'

/** The fields a stream's hash chain covers: everything the log keeps but its own position, which a restore may renumber. */
export interface HashedFields {
  readonly id: string
  readonly type: string
  readonly streamId: string
  readonly streamVersion: number
  readonly occurredOn: string
  readonly recordedAt: string
  readonly knownOn: string
  readonly knownOnClaimed: boolean
  readonly actor: string
  readonly correlationId: string
  readonly causationId: string | null
  /** The payload exactly as stored. */
  readonly payload: string
}

export const CHAIN_START = Buffer.alloc(32)

/** What the hash is over besides the event before: the fields as one JSON array, so that no field can run into the next. */
export function hashedText(event: HashedFields): string {
  return JSON.stringify([
    event.id,
    event.type,
    event.streamId,
    event.streamVersion,
    event.occurredOn,
    event.recordedAt,
    event.knownOn,
    event.knownOnClaimed,
    event.actor,
    event.correlationId,
    event.causationId,
    event.payload,
  ])
}

/** SHA-256 over the previous event's hash and the fields. */
export function eventHash(previous: Buffer, event: HashedFields): Buffer {
  return createHash('sha256').update(previous).update(hashedText(event)).digest()
}
