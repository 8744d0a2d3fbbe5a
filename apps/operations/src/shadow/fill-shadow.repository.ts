import type { Client } from 'pg'
import { definitionOf, type LogPosition, typesOf } from '@zhuji/contracts'
import { LOG_COLUMNS, type LogRow, pagesOf, type Projection } from '@zhuji/messaging'
import type { Snapshots } from '../installation/snapshots.repository.js'
import type { Reach } from './reach.repository.js'
import { bySource, type ShadowModel, type SourcedRow } from './shadow-model.repository.js'

export interface FillOptions {
  readonly model: ShadowModel
  readonly projection: Projection
  readonly snapshots: Snapshots
  readonly reach: Reach
  /** Also events that lie in the live model's dead letters and are not in effect there. */
  readonly takesDeadLetters?: boolean
  /** Told after every batch how many rows have been read. */
  readonly progress?: (events: number) => void
}

export interface Filled {
  readonly events: number
  /** By log, behind which place to go on; what lies there may have been taken in already. */
  readonly resume: ReadonlyMap<string, LogPosition>
}

/** Large, because a batch writes each of its projects once; some tens of megabytes. */
const BATCH_ROWS = 10_000

/**
 * Fills a shadow with exactly what the live model has taken in. The logs are read as one, in the order in which their
 * facts were recorded, which spares the model from telling the past anew. The result does not depend on it.
 */
export async function fillShadow(options: FillOptions): Promise<Filled> {
  const { model, snapshots, reach, progress, takesDeadLetters = false } = options
  const logs = sourcesOf(options.projection).flatMap((source) => {
    const client = snapshots.find(source)
    return client ? [new LogRows(source, pagesUpTo(client, source, options))] : []
  })
  const isLeftOut = (row: LogRow): boolean => !takesDeadLetters && reach.isDead(row.id)
  const resume = new Map(logs.map(({ source }) => [source, reach.cursor(source)]))
  const skipped = new Set<string>()
  let events = 0
  let batch = await nextBatch(logs)
  while (batch.length > 0) {
    const covered = new Set<LogRow>()
    for (const [source, rows] of bySource(batch)) {
      for (const row of await reach.covered(source, rows)) covered.add(row)
      const uncovered = skipped.has(source) ? undefined : rows.find((row) => !covered.has(row))
      if (!uncovered) continue
      skipped.add(source)
      resume.set(source, { xid: uncovered.xid, position: Number(uncovered.position) - 1 })
    }
    const taken = batch.filter(({ row }) => covered.has(row))
    const handedOver = taken.map(({ source, row }) => ({
      source,
      row: isLeftOut(row) ? { ...row, payload: null } : row,
    }))
    // The next rows are read while the model writes.
    ;[, batch] = await Promise.all([model.take(handedOver), nextBatch(logs)])
    events += taken.length
    progress?.(events)
  }
  return { events, resume }
}

/** The services whose logs a projection reads. */
export function sourcesOf(projection: Projection): readonly string[] {
  return [...new Set(projection.events.map(({ type }) => definitionOf(type)!.context))]
}

/** Payloads only where they are wanted; the other rows take their place in the order of their stream. */
function pagesUpTo(client: Client, source: string, { projection, reach }: FillOptions) {
  const { xid, position } = reach.cursor(source)
  return pagesOf<LogRow>(client, {
    text: `select ${LOG_COLUMNS}, case when type = any($3) then payload::text end as payload
      from ${source}.event_log log where (log.xid, log.position) <= ($1::xid8, $2::bigint)
      order by log.xid, log.position`,
    values: [xid, position, typesOf(projection.events)],
  })
}

/** One log, row by row. */
class LogRows {
  private page: readonly LogRow[] = []
  private index = 0
  private ended = false

  constructor(
    readonly source: string,
    private readonly pages: AsyncGenerator<readonly LogRow[]>,
  ) {}

  /** True when the next row, if there is one, has yet to be read. */
  get isRead(): boolean {
    return this.index === this.page.length && !this.ended
  }

  /** Undefined behind the last row. */
  get first(): LogRow | undefined {
    return this.page[this.index]
  }

  async turnPage(): Promise<void> {
    const { value, done } = await this.pages.next()
    this.ended = done === true
    this.page = value ?? []
    this.index = 0
  }

  shift(): void {
    this.index += 1
  }
}

async function nextBatch(logs: readonly LogRows[]): Promise<readonly SourcedRow[]> {
  const batch: SourcedRow[] = []
  while (batch.length < BATCH_ROWS) {
    for (const log of logs) if (log.isRead) await log.turnPage()
    const next = earliest(logs)
    if (!next) break
    batch.push({ source: next.source, row: next.first! })
    next.shift()
  }
  return batch
}

function earliest(logs: readonly LogRows[]): LogRows | undefined {
  let earliest: LogRows | undefined
  for (const log of logs) {
    if (!log.first) continue
    if (!earliest || log.first.recorded_at < earliest.first!.recorded_at) earliest = log
  }
  return earliest
}
