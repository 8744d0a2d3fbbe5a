import type { LogPosition, RecordedEvent } from '@zhuji/contracts'
import type { LogPage, LogReader } from './log-reader.repository.js'

/** How far one log has been read by a batch. */
export interface Move {
  readonly source: string
  readonly from: LogPosition
  readonly end: LogPosition
}

export interface MergedPage {
  readonly events: readonly RecordedEvent[]
  /** One for each log that was read further, wanted events or not; none when there is nothing new. */
  readonly moves: readonly Move[]
}

interface Pending extends LogPage {
  /** Where the page was read from, or the last event that was handed out. */
  from: LogPosition
  /** How many of its events have been handed out. */
  taken: number
}

/**
 * Several logs as one, in the order in which their facts were recorded; each log's own order is kept. Read one after the
 * other, a project's payments would come before or after all of its progress, and a consumer that keeps the past would have to
 * tell it anew with every page.
 */
export class MergedLogs {
  private readonly pending = new Map<string, Pending>()

  constructor(
    private readonly readers: readonly LogReader[],
    private readonly types: readonly string[],
    /** Where a log is to be read on from, asked when it is not known any more. */
    private readonly positionOf: (source: string) => Promise<LogPosition>,
  ) {}

  /** What was handed out last and everything behind it is read again, from the positions asked anew. */
  forget(): void {
    this.pending.clear()
  }

  /**
   * A log that cannot be read holds nobody up who has something to read elsewhere; its error is thrown when there is nothing.
   * Where `among` names logs, of the others only what is known to be there is read.
   */
  async next(limit: number, among?: ReadonlySet<string>): Promise<MergedPage> {
    const readers = this.readers.filter((reader) => this.hasMore(reader.context) ?? among?.has(reader.context) ?? true)
    const read = await Promise.allSettled(readers.map((reader) => this.refill(reader, limit)))
    const page = this.merged(limit)
    const failed = read.find((each) => each.status === 'rejected')
    if (failed && page.moves.length === 0) throw failed.reason
    return page
  }

  /** Undefined when it may have grown. */
  private hasMore(source: string): true | undefined {
    const known = this.pending.get(source)
    return !known || known.full || known.taken < known.events.length || undefined
  }

  private merged(limit: number): MergedPage {
    const begins = new Map([...this.pending].map(([source, { from }]) => [source, from]))
    const events: RecordedEvent[] = []
    while (events.length < limit) {
      const earliest = this.earliest()
      if (!earliest) break
      const event = earliest.events[earliest.taken]!
      earliest.taken += 1
      earliest.from = earliest.taken === earliest.events.length ? earliest.end! : event.position
      events.push(event)
      // What comes next in a log of which there is more may be earlier than everything else at hand.
      if (earliest.taken === earliest.events.length && earliest.full) break
    }
    return { events, moves: this.movesSince(begins) }
  }

  private async refill(reader: LogReader, limit: number): Promise<void> {
    const known = this.pending.get(reader.context)
    if (known && known.taken < known.events.length) return
    const from = known?.from ?? (await this.positionOf(reader.context))
    let page = await reader.pageAfter(from, this.types, limit)
    let { end } = page
    while (page.full && page.events.length === 0) {
      page = await reader.pageAfter(end!, this.types, limit)
      end = page.end ?? end
    }
    this.pending.set(reader.context, { ...page, end, from, taken: 0 })
  }

  private earliest(): Pending | undefined {
    let earliest: Pending | undefined
    for (const page of this.pending.values()) {
      const event = page.events[page.taken]
      if (event && !(earliest && earliest.events[earliest.taken]!.recordedAt <= event.recordedAt)) earliest = page
    }
    return earliest
  }

  private movesSince(begins: ReadonlyMap<string, LogPosition>): Move[] {
    const moves: Move[] = []
    for (const [source, page] of this.pending) {
      // A page without a wanted event is behind us as soon as it has been read.
      if (page.events.length === 0 && page.end) page.from = page.end
      const from = begins.get(source)!
      if (page.from !== from) moves.push({ source, from, end: page.from })
    }
    return moves
  }
}
