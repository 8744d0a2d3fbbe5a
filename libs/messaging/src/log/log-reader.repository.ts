import type { Pool } from 'pg'
import { type Actor, type LogPosition, type RecordedEvent, upcast } from '@zhuji/contracts'

export const LOG_START: LogPosition = { xid: '0', position: 0 }

/** One row of the log as text, the payload not parsed. */
export interface LogRow {
  xid: string
  position: string
  id: string
  aggregateid: string
  type: string
  payload: string | null
  stream_id: string
  stream_version: number
  occurred_on: string
  recorded_at: string
  known_on: string
  known_on_claimed: boolean
  actor: string
  correlation_id: string
  causation_id: string | null
  traceparent: string | null
}

/** Qualified, because an unqualified `order by xid` would sort by the text of the answer, not by the number in the log. */
export const LOG_COLUMNS = `log.xid::text as xid, log.position::text as position, id, aggregateid, type, stream_id, stream_version,
  occurred_on::text as occurred_on, known_on::text as known_on, known_on_claimed, actor::text as actor,
  to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded_at,
  correlation_id, causation_id, traceparent`

/**
 * One page behind a place, $1 and $2, in commit order. The place stands where the planner does not look for its value and the
 * limit where it does: so one plan serves all pages, instead of one being made for each.
 */
export function pageText({ context, columns, limit }: { context: string; columns: string; limit: number }): string {
  return `with place as materialized (select $1::xid8 as xid, $2::bigint as position)
    select page.* from place, lateral (
      select ${columns} from ${context}.event_log log where (log.xid, log.position) > (place.xid, place.position)
      order by log.xid, log.position limit ${limit}) page`
}

/** Part of the statement's name: a plan is one for the size that the log had, so there is a new one whenever the place has doubled. */
export function plannedAt({ position }: LogPosition): number {
  return Math.ceil(Math.log2(position + 1))
}

export interface LogPage {
  /** Only events of the wanted types, in commit order. */
  readonly events: readonly RecordedEvent[]
  /** How far the page reached, wanted or not; undefined when there was nothing new. */
  readonly end: LogPosition | undefined
  readonly full: boolean
}

/**
 * Reads one service's log, in (xid, position) order. Since a log has one writer at a time, that is the order of the commits:
 * nothing can appear behind the cursor later.
 */
export class LogReader {
  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    readonly context: string,
  ) {}

  async pageAfter(cursor: LogPosition, types: readonly string[], limit: number): Promise<LogPage> {
    const rows = await this.rowsAfter(cursor, types, limit)
    const last = rows.at(-1)
    return {
      events: rows.filter((row) => row.payload !== null).map((row) => toEvent(row, this.context)),
      end: last && { xid: last.xid, position: Number(last.position) },
      full: rows.length === limit,
    }
  }

  /** The same as it lies in the log: every row, the payload only of the wanted types. */
  async rowsAfter(cursor: LogPosition, types: readonly string[], limit: number): Promise<readonly LogRow[]> {
    const { rows } = await this.pool.query<LogRow>({
      name: `log-page-${this.context}-${limit}-${plannedAt(cursor)}`,
      text: pageText({
        context: this.context,
        columns: `${LOG_COLUMNS}, case when type = any($3) then payload::text end as payload`,
        limit,
      }),
      values: [cursor.xid, cursor.position, types],
    })
    return rows
  }

  /** One stream's events from the first, for folding a state anew. */
  async ofStream(streamId: string): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.pool.query<LogRow>({
      name: `log-stream-${this.context}`,
      text: `select ${LOG_COLUMNS}, payload::text as payload from ${this.context}.event_log log
        where stream_id = $1 order by stream_version`,
      values: [streamId],
    })
    return rows.map((row) => toEvent(row, this.context))
  }

  /** The last committed position. */
  async head(): Promise<LogPosition> {
    const { rows } = await this.pool.query<{ xid: string; position: string }>(
      `select log.xid::text as xid, log.position::text as position from ${this.context}.event_log log
       order by log.xid desc, log.position desc limit 1`,
    )
    return rows[0] ? { xid: rows[0].xid, position: Number(rows[0].position) } : LOG_START
  }
}

/** The payload must have been read. The fact comes in its type’s newest version. */
export function toEvent(row: LogRow, context: string): RecordedEvent {
  return upcast({
    id: row.id,
    type: row.type,
    source: context,
    streamId: row.stream_id,
    streamVersion: row.stream_version,
    key: row.aggregateid,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    knownOn: row.known_on,
    knownOnClaimed: row.known_on_claimed,
    actor: JSON.parse(row.actor) as Actor,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    data: JSON.parse(row.payload!) as unknown,
    position: { xid: row.xid, position: Number(row.position) },
  })
}
