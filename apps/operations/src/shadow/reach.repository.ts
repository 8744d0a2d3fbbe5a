import type { ClientBase } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import type { LogRow } from '@zhuji/messaging'

interface CursorRow {
  readonly source: string
  readonly xid: string
  readonly position: string
}

/**
 * What of each log a consumer group has taken in, in one snapshot of its service: over the embedded bus everything up to
 * a position, over Kafka each stream up to a version. Events that lie in its dead letters are not in effect.
 */
export class Reach {
  private constructor(
    private readonly client: ClientBase,
    private readonly place: { readonly context: string; readonly group: string },
    private readonly kept: {
      readonly cursors: ReadonlyMap<string, LogPosition>
      readonly overKafka: boolean
      readonly dead: ReadonlySet<string>
    },
  ) {}

  static async of(client: ClientBase, context: string, group: string): Promise<Reach> {
    const cursors = await client.query<CursorRow>(
      `select source, c.xid::text as xid, c.position::text as position from ${context}.consumer_cursor c
       where consumer_group = $1`,
      [group],
    )
    const streams = await client.query(`select from ${context}.consumer_stream where consumer_group = $1 limit 1`, [
      group,
    ])
    const dead = await client.query<{ event_id: string }>(
      `select event_id from ${context}.dead_letter where consumer_group = $1 and event_id is not null and redriven_at is null`,
      [group],
    )
    return new Reach(
      client,
      { context, group },
      {
        cursors: new Map(
          cursors.rows.map(({ source, xid, position }) => [source, { xid, position: Number(position) }]),
        ),
        overKafka: streams.rowCount === 1,
        dead: new Set(dead.rows.map((row) => row.event_id)),
      },
    )
  }

  get overKafka(): boolean {
    return this.kept.overKafka
  }

  /** The furthest place of a log of which something is in effect. */
  cursor(source: string): LogPosition {
    return this.kept.cursors.get(source) ?? { xid: '0', position: 0 }
  }

  isDead(eventId: string): boolean {
    return this.kept.dead.has(eventId)
  }

  /** Those of the rows that have been taken in. */
  async covered<Row extends Pick<LogRow, 'stream_id' | 'stream_version' | 'xid' | 'position'>>(
    source: string,
    rows: readonly Row[],
  ): Promise<readonly Row[]> {
    if (!this.kept.overKafka) {
      const cursor = this.cursor(source)
      return rows.filter((row) => !isBehind(cursor, row))
    }
    const versions = await this.versionsOf(source, [...new Set(rows.map((row) => row.stream_id))])
    return rows.filter((row) => row.stream_version <= (versions.get(row.stream_id) ?? 0))
  }

  private async versionsOf(source: string, streamIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { context, group } = this.place
    const { rows } = await this.client.query<{ stream_id: string; version: number }>({
      name: `reach-${context}`,
      text: `select stream_id, version from ${context}.consumer_stream
        where consumer_group = $1 and source = $2 and stream_id = any($3)`,
      values: [group, source, streamIds],
    })
    return new Map(rows.map((row) => [row.stream_id, row.version]))
  }
}

/** True when the row lies behind the cursor: it has yet to be read. */
function isBehind(cursor: LogPosition, { xid, position }: Pick<LogRow, 'xid' | 'position'>): boolean {
  return xid === cursor.xid ? Number(position) > cursor.position : BigInt(xid) > BigInt(cursor.xid)
}
