import type { Pool } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { pageText, plannedAt } from '../log/log-reader.repository.js'
import { checkpointTypeOf } from './checkpoint.js'
import { DUE_EVENTS, type SegmentRow, type Waiting } from './seal.js'

/** Bounds what one checkpoint weighs (about 90 bytes a row where every row is of another stream) and how long it takes. */
const SEGMENT_EVENTS_MAX = 2_000

/** What of a service's log lies behind its last checkpoint. */
export class UnsealedLog {
  constructor(
    private readonly pool: Pool,
    private readonly context: string,
    private readonly timeZone: string,
  ) {}

  /** Undefined where there are no facts, checkpoints not counted. */
  async waiting(after: LogPosition): Promise<Waiting | undefined> {
    const behind = `${this.context}.event_log log where (log.xid, log.position) > ($1::xid8, $2::bigint)`
    const { rows } = await this.pool.query<{ since: Date; recorded_on: string; is_full: boolean }>({
      name: `unsealed-${this.context}`,
      text: `select recorded_at as since, (recorded_at at time zone $4)::date::text as recorded_on,
          exists (select from ${behind} order by log.xid, log.position offset ${DUE_EVENTS - 1} limit 1) as is_full
        from ${behind} and type <> $3 order by log.xid, log.position limit 1`,
      values: [after.xid, after.position, checkpointTypeOf(this.context), this.timeZone],
    })
    const row = rows[0]
    return row && { since: row.since, recordedOn: row.recorded_on, isFull: row.is_full }
  }

  async rowsAfter(after: LogPosition): Promise<readonly SegmentRow[]> {
    const { rows } = await this.pool.query<[string, string, string, string, number, Buffer, string]>({
      name: `unsealed-rows-${this.context}-${plannedAt(after)}`,
      text: pageText({
        context: this.context,
        columns: `log.xid::text as xid, log.position::text as position, type, stream_id, stream_version, hash,
          (recorded_at at time zone $3)::date::text as recorded_on`,
        limit: SEGMENT_EVENTS_MAX,
      }),
      values: [after.xid, after.position, this.timeZone],
      rowMode: 'array',
    })
    return rows.map(([xid, position, type, streamId, streamVersion, hash, recordedOn]) => ({
      position: { xid, position: Number(position) },
      type,
      streamId,
      streamVersion,
      hash,
      recordedOn,
    }))
  }
}
