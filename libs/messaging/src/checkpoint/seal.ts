import { definitionOf, type LogCheckpoint, type LogPosition, type NewEvent } from '@zhuji/contracts'
import type { Decider } from '../commands/command.js'
import { LOG_START } from '../log/log-reader.repository.js'
import { checkpointTypeOf, inventoryOf, ROOT_START, rootAfter, type SealedRow, statementOf } from './checkpoint.js'
import type { CheckpointKey } from './checkpoint-key.js'

/** How far a log is sealed: the state of the stream of its checkpoints. */
export interface SealedLog {
  readonly number: number
  readonly events: number
  readonly through: LogPosition
  readonly root: string
}

export const checkpointDecider: Decider<SealedLog> = {
  stateVersion: 1,
  initial: () => ({ number: 0, events: 0, through: LOG_START, root: ROOT_START }),
  evolve: (_, { data }) => {
    const { number, events, through, root } = data as LogCheckpoint
    return { number, events, through, root }
  },
}

/** A row that was read to be sealed. */
export interface SegmentRow extends SealedRow {
  /** The day it was recorded on, in the deployment's time zone. */
  readonly recordedOn: string
}

/** What lies in a log behind `after`, without gaps. */
export interface Segment {
  readonly service: string
  readonly after: LogPosition
  readonly rows: readonly SegmentRow[]
}

/**
 * The checkpoint over a segment; none where the segment does not begin at the end of what is sealed (somebody else was
 * first) or holds nothing but checkpoints. It ends with the day on which its first fact was recorded, so that the last
 * checkpoint of a day covers that day and nothing later.
 */
export function seal(log: SealedLog, { service, after, rows }: Segment, key?: CheckpointKey): readonly NewEvent[] {
  if (after.xid !== log.through.xid || after.position !== log.through.position) return []
  const type = checkpointTypeOf(service)
  const recordedOn = rows.find((row) => row.type !== type)?.recordedOn
  if (recordedOn === undefined) return []
  const later = rows.findIndex((row) => row.type !== type && row.recordedOn !== recordedOn)
  const sealed = later < 0 ? rows : rows.slice(0, later)
  const checkpoint = {
    service,
    number: log.number + 1,
    recordedOn,
    events: log.events + sealed.length,
    through: sealed.at(-1)!.position,
    inventory: inventoryOf(sealed),
    previousRoot: log.root,
    root: rootAfter(log.root, sealed),
  }
  const signature = key && { publicKey: key.publicKey, value: key.sign(statementOf(checkpoint)) }
  return [{ type, occurredOn: recordedOn, data: { ...checkpoint, ...(signature ? { signature } : {}) } }]
}

/** A log is sealed at once when it has so many new rows, */
export const DUE_EVENTS = 1_000
/** or when the first of them is so old; */
export const DUE_MS = 10 * 60_000

/** What waits behind the last checkpoint. */
export interface Waiting {
  /** When its first fact was recorded, and on which day that was. */
  readonly since: Date
  readonly recordedOn: string
  readonly isFull: boolean
}

/** and when the day of the first is over. */
export function isDue({ since, recordedOn, isFull }: Waiting, now: Date, today: string): boolean {
  return isFull || recordedOn < today || now.getTime() - since.getTime() >= DUE_MS
}

/** Services that record, and so have checkpoints. */
export const isSealed = (service: string): boolean => definitionOf(checkpointTypeOf(service)) !== undefined
