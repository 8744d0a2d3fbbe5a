import type { Entry } from './entry.js'

/** Something that entries are appended to, one a call, and durable when that resolves. */
export interface Appending {
  append(entry: Entry): Promise<unknown>
  close(): Promise<void>
}

export interface CompetingLog extends Appending {
  /** Hands over what was appended since the last time, its place kept by the log's own means, and resolves at the end. */
  drain(taken: (entryIds: readonly string[]) => void): Promise<void>
}

/** As many entries as every log that lets itself be told is asked for at once. */
export const BATCH_ENTRIES = 1_000
/** Of connections; more make every one of them slower. */
export const POOL_SIZE = 16
