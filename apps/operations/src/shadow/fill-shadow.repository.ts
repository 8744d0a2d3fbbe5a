import type { Client } from 'pg'
import { definitionOf, type LogPosition } from '@zhuji/contracts'
import { LOG_COLUMNS, type LogRow, pagesOf, type Projection } from '@zhuji/messaging'
import type { Snapshots } from '../installation/snapshots.repository.js'
import type { Reach } from './reach.repository.js'
import type { ShadowModel } from './shadow-model.repository.js'

export interface FillOptions {
  readonly model: ShadowModel
  readonly projection: Projection
  readonly snapshots: Snapshots
  readonly reach: Reach
  /** Also events that lie in the live model's dead letters and are not in effect there. */
  readonly takesDeadLetters?: boolean
  /** Told after every page how many rows have been read. */
  readonly progress?: (events: number) => void
}

export interface Filled {
  readonly events: number
  /** By log, behind which place to go on; what lies there may have been taken in already. */
  readonly resume: ReadonlyMap<string, LogPosition>
}

/**
 * Fills a shadow with exactly what the live model has taken in. The logs are read side by side, always the page that begins
 * earliest: facts then come about in the order in which they became known, which spares the model from telling the past
 * anew. The result does not depend on it.
 */
export async function fillShadow(options: FillOptions): Promise<Filled> {
  const { model, snapshots, reach, progress, takesDeadLetters = false } = options
  const logs = sourcesOf(options.projection).flatMap((source) => {
    const client = snapshots.find(source)
    return client ? [new LogPages(source, pagesUpTo(client, source, options))] : []
  })
  await Promise.all(logs.map((log) => log.advance()))
  const resume = new Map(logs.map(({ source }) => [source, reach.cursor(source)]))
  const skipped = new Set<string>()
  let events = 0
  for (;;) {
    const next = earliest(logs)
    if (!next) return { events, resume }
    const covered = await reach.covered(next.source, next.page)
    events += covered.length
    const [uncovered] = skipped.has(next.source) ? [] : next.page.filter((row) => !covered.includes(row))
    if (uncovered) {
      skipped.add(next.source)
      resume.set(next.source, { xid: uncovered.xid, position: Number(uncovered.position) - 1 })
    }
    const isLeftOut = (row: LogRow): boolean => !takesDeadLetters && reach.isDead(row.id)
    await model.take(
      next.source,
      covered.map((row) => (isLeftOut(row) ? { ...row, payload: null } : row)),
    )
    progress?.(events)
    await next.advance()
  }
}

/** The services whose logs a projection reads. */
export function sourcesOf(projection: Projection): readonly string[] {
  return [...new Set(projection.events.map(({ type }) => definitionOf(type)!.context))]
}

export function typesOf(projection: Projection): readonly string[] {
  return projection.events.map(({ type }) => type)
}

/** Payloads only where they are wanted; the other rows take their place in the order of their stream. */
function pagesUpTo(client: Client, source: string, { projection, reach }: FillOptions) {
  const { xid, position } = reach.cursor(source)
  return pagesOf<LogRow>(client, {
    text: `select ${LOG_COLUMNS}, case when type = any($3) then payload::text end as payload
      from ${source}.event_log log where (log.xid, log.position) <= ($1::xid8, $2::bigint)
      order by log.xid, log.position`,
    values: [xid, position, typesOf(projection)],
  })
}

class LogPages {
  page: readonly LogRow[] = []

  constructor(
    readonly source: string,
    private readonly pages: AsyncGenerator<readonly LogRow[]>,
  ) {}

  async advance(): Promise<void> {
    const { value, done } = await this.pages.next()
    this.page = done ? [] : value
  }
}

function earliest(logs: readonly LogPages[]): LogPages | undefined {
  return logs
    .filter(({ page }) => page.length > 0)
    .reduce<LogPages | undefined>(
      (first, log) => (first && first.page[0]!.recorded_at <= log.page[0]!.recorded_at ? first : log),
      undefined,
    )
}
