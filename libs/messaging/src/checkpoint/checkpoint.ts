import { createHash } from 'node:crypto'
import type { LogCheckpoint, LogPosition } from '@zhuji/contracts'

/** What a checkpoint needs to know of a row of the log. */
export interface SealedRow {
  readonly position: LogPosition
  readonly type: string
  readonly streamId: string
  readonly streamVersion: number
  readonly hash: Buffer
}

/** The root of a log without rows. */
export const ROOT_START = '0'.repeat(64)

/** So much of each hash is kept beside the root. It only says where to look: that something is wrong, the root says. */
export const MARK_BYTES = 8

export const checkpointTypeOf = (service: string): string => `${service}.log-checkpointed.v1`
export const checkpointStreamOf = (service: string): string => `checkpoint/${service}`

/** SHA-256 over the root before and the rows' hashes, in the order of the log. */
export function rootAfter(previousRoot: string, rows: readonly Pick<SealedRow, 'hash'>[]): string {
  const root = createHash('sha256').update(Buffer.from(previousRoot, 'hex'))
  for (const { hash } of rows) root.update(hash)
  return root.digest('hex')
}

/** What a segment holds: how many rows of each type, and of each stream which versions with which hashes. */
export function inventoryOf(rows: readonly Omit<SealedRow, 'position'>[]): LogCheckpoint['inventory'] {
  const counts: Record<string, number> = {}
  const streams = new Map<string, { readonly from: number; readonly marks: Buffer[] }>()
  for (const { type, streamId, streamVersion, hash } of rows) {
    counts[type] = (counts[type] ?? 0) + 1
    const mark = hash.subarray(0, MARK_BYTES)
    const stream = streams.get(streamId)
    if (stream) stream.marks.push(mark)
    else streams.set(streamId, { from: streamVersion, marks: [mark] })
  }
  const sealed = [...streams].map(([streamId, { from, marks }]) => ({
    streamId,
    from,
    marks: Buffer.concat(marks).toString('base64'),
  }))
  return { counts, streams: sealed }
}

/** Of each row of a stream's inventory: its version and its mark, in hex. */
export function* marksOf({ from, marks }: LogCheckpoint['inventory']['streams'][number]): Generator<[number, string]> {
  const bytes = Buffer.from(marks, 'base64')
  for (let index = 0; index * MARK_BYTES < bytes.length; index += 1) {
    yield [from + index, bytes.subarray(index * MARK_BYTES, (index + 1) * MARK_BYTES).toString('hex')]
  }
}

export const markOf = (hash: Buffer): string => hash.subarray(0, MARK_BYTES).toString('hex')

/**
 * What is signed: one line that says how far the log goes, on which day that was, and which rows it has. A checkpoint can
 * be kept as this line, and checked by it without the log.
 */
export function statementOf(checkpoint: Omit<LogCheckpoint, 'signature'>): string {
  return statementWith(checkpoint, createHash('sha256').update(JSON.stringify(checkpoint.inventory)).digest('hex'))
}

/** The same where only the SHA-256 of the inventory is at hand. */
export function statementWith(checkpoint: Omit<LogCheckpoint, 'inventory' | 'signature'>, inventory: string): string {
  const { service, number, recordedOn, events, through, previousRoot, root } = checkpoint
  const place = `${through.xid}:${through.position}`
  return ['zhuji-checkpoint-1', service, number, recordedOn, events, place, previousRoot, root, inventory].join(' ')
}
