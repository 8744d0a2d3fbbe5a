import type { LogCheckpoint } from '@zhuji/contracts'
import { inventoryOf, markOf, marksOf, ROOT_START, rootAfter, type SealedRow, statementOf } from './checkpoint.js'
import { isSigned } from './checkpoint-key.js'

/** A row of the log as it is now. */
export interface FoundRow extends Omit<SealedRow, 'position'> {
  readonly id: string
  readonly position: string
}

export type CheckpointFinding =
  | { readonly what: 'checkpoint-forged'; readonly number: number; readonly field: string }
  | (RowPlace & { readonly what: 'row-rewritten' | 'row-slipped-in' | 'row-moved' })
  | { readonly what: 'rows-reordered'; readonly number: number; readonly from: string; readonly to: string }
  | { readonly what: 'event-missing'; readonly streamId: string; readonly streamVersion: number }
  | { readonly what: 'stream-deleted'; readonly streamId: string; readonly lastVersion: number }
  | {
      readonly what: 'stream-cut'
      readonly streamId: string
      readonly sealedVersion: number
      readonly foundVersion: number
    }

export interface RowPlace {
  readonly streamId: string
  readonly streamVersion: number
  readonly position: string
  readonly eventId: string
}

/**
 * Compares a log with its checkpoints, one segment after the other. Each is judged from the root that the checkpoint
 * before it states, so that one fault makes one segment suspect and not all behind it. What a suspect segment has in
 * place of what was sealed is worked out by the marks; what is missing from it may lie elsewhere, so that is said at the end.
 */
export class CheckpointAudit {
  private before = { number: 0, events: 0, root: ROOT_START }
  private readonly missing = new Map<string, Map<number, string>>()
  private readonly slippedIn = new Map<string, FoundRow>()
  /** Everything behind a rewritten row of a stream has another hash as well. */
  private readonly rewritten = new Set<string>()

  constructor(private readonly found: (finding: CheckpointFinding) => void) {}

  /** Streams of which the log lacks something at its place. */
  get suspects(): readonly string[] {
    return [...this.missing.keys()]
  }

  take(checkpoint: LogCheckpoint, rows: readonly FoundRow[]): void {
    const { number, events, inventory, root, signature } = checkpoint
    const count = Object.values(inventory.counts).reduce((sum, each) => sum + each, 0)
    const follows = number === this.before.number + 1
    const forged = !follows
      ? 'number'
      : checkpoint.previousRoot !== this.before.root
        ? 'previousRoot'
        : events !== this.before.events + count
          ? 'events'
          : signature && !isSigned(statementOf(checkpoint), signature)
            ? 'signature'
            : undefined
    if (forged) this.found({ what: 'checkpoint-forged', number, field: forged })
    // Where the checkpoint before is gone, nobody knows at which row this one begins.
    if (follows) this.compare(checkpoint, rows)
    this.before = { number, events, root }
  }

  /** `present`: all rows that the log has of the suspects, wherever they lie. */
  end(present: readonly FoundRow[]): void {
    const elsewhere = new Map(present.map((row) => [keyOf(row.streamId, row.streamVersion), row]))
    const last = new Map<string, number>()
    for (const { streamId, streamVersion } of present)
      last.set(streamId, Math.max(streamVersion, last.get(streamId) ?? 0))
    for (const [streamId, versions] of this.missing) {
      const gone: number[] = []
      for (const [version, mark] of versions) {
        const key = keyOf(streamId, version)
        const row = elsewhere.get(key)
        this.slippedIn.delete(key)
        if (!row) gone.push(version)
        else if (markOf(row.hash) === mark) this.found({ what: 'row-moved', ...placeOf(row) })
        else this.foundRewritten(row)
      }
      this.tellGone(streamId, gone, last.get(streamId))
    }
    for (const row of this.slippedIn.values()) this.found({ what: 'row-slipped-in', ...placeOf(row) })
  }

  private tellGone(streamId: string, gone: readonly number[], foundVersion: number | undefined): void {
    if (gone.length === 0) return
    const sealedVersion = Math.max(...gone)
    if (foundVersion === undefined) this.found({ what: 'stream-deleted', streamId, lastVersion: sealedVersion })
    else if (foundVersion < Math.min(...gone)) this.found({ what: 'stream-cut', streamId, sealedVersion, foundVersion })
    else for (const streamVersion of gone) this.found({ what: 'event-missing', streamId, streamVersion })
  }

  private compare({ number, inventory, previousRoot, root }: LogCheckpoint, rows: readonly FoundRow[]): void {
    const isSame = rootAfter(previousRoot, rows) === root
    if (isSame) {
      if (JSON.stringify(inventoryOf(rows)) !== JSON.stringify(inventory))
        this.found({ what: 'checkpoint-forged', number, field: 'inventory' })
      return
    }
    const unsealed = new Map(rows.map((row) => [keyOf(row.streamId, row.streamVersion), row]))
    let faults = 0
    for (const stream of inventory.streams) {
      for (const [version, mark] of marksOf(stream)) {
        const key = keyOf(stream.streamId, version)
        const row = unsealed.get(key)
        unsealed.delete(key)
        if (row && markOf(row.hash) === mark) continue
        faults += 1
        if (row) this.foundRewritten(row)
        else this.miss(stream.streamId, version, mark)
      }
    }
    for (const [key, row] of unsealed) this.slippedIn.set(key, row)
    if (faults + unsealed.size > 0) return
    this.found({ what: 'rows-reordered', number, from: rows[0]?.position ?? '', to: rows.at(-1)?.position ?? '' })
  }

  private foundRewritten(row: FoundRow): void {
    if (this.rewritten.has(row.streamId)) return
    this.rewritten.add(row.streamId)
    this.found({ what: 'row-rewritten', ...placeOf(row) })
  }

  private miss(streamId: string, version: number, mark: string): void {
    const versions = this.missing.get(streamId) ?? new Map<number, string>()
    this.missing.set(streamId, versions.set(version, mark))
  }
}

const keyOf = (streamId: string, streamVersion: number): string => `${streamVersion} ${streamId}`

function placeOf({ streamId, streamVersion, position, id: eventId }: FoundRow): RowPlace {
  return { streamId, streamVersion, position, eventId }
}
