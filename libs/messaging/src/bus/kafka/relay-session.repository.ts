import { Client } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { LOG_COLUMNS, LOG_START, type LogRow } from '../../log/log-reader.repository.js'

/** A row on its way out: everything text, as the log holds it. */
export type RelayRow = LogRow & { readonly payload: string }

export interface RelayPlace {
  readonly connectionString: string
  /** The service, which is its schema. */
  readonly context: string
  readonly topic: string
}

/** The relay's position was moved by somebody else. */
export class RelayFenced extends Error {
  override readonly name = 'RelayFenced'
}

const QUERY_TIMEOUT_MS = 30_000

/**
 * One relay's own connection, which holds the lock that makes it the only one. Positions are moved over this connection
 * alone and only from where they were read, so a relay that lost its lock, with the connection, cannot move them.
 */
export class RelaySession {
  private constructor(
    private readonly client: Client,
    private readonly place: RelayPlace,
  ) {}

  static async open(place: RelayPlace): Promise<RelaySession> {
    const client = new Client({
      connectionString: place.connectionString,
      application_name: `zhuji-${place.context}-relay`,
      connectionTimeoutMillis: 5_000,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      // A machine that vanished gives the lock free after about half a minute, not after two hours.
      options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4',
    })
    // A broken connection shows at the next query; unheard here it would end the process.
    client.on('error', () => undefined)
    await client.connect()
    return new RelaySession(client, place)
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
  }

  /** False while another relay of this log is at work. */
  async lock(): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('zhuji-relay'), hashtext($1)) as locked`,
      [this.place.topic],
    )
    return rows[0]!.locked
  }

  async position(): Promise<LogPosition> {
    const { rows } = await this.client.query<{ xid: string; position: string }>(
      `select xid::text as xid, position::text as position from ${this.place.context}.relay_position where topic = $1`,
      [this.place.topic],
    )
    return rows[0] ? { xid: rows[0].xid, position: Number(rows[0].position) } : LOG_START
  }

  /** Committed rows behind the position in commit order, below the oldest running transaction (see LogReader). */
  async rowsAfter(cursor: LogPosition, limit: number): Promise<readonly RelayRow[]> {
    const { rows } = await this.client.query<RelayRow>({
      name: 'relay-page',
      text: `select ${LOG_COLUMNS}, payload::text as payload from ${this.place.context}.event_log log
        where (log.xid, log.position) > ($1::xid8, $2) and log.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by log.xid, log.position limit $3`,
      values: [cursor.xid, cursor.position, limit],
    })
    return rows
  }

  async move(from: LogPosition, to: LogPosition): Promise<void> {
    const { context, topic } = this.place
    const { rowCount } = await this.client.query({
      name: 'relay-move',
      text: `insert into ${context}.relay_position as kept (topic, xid, position) values ($1, $2::xid8, $3)
        on conflict (topic) do update set xid = excluded.xid, position = excluded.position
          where kept.xid = $4::xid8 and kept.position = $5`,
      values: [topic, to.xid, to.position, from.xid, from.position],
    })
    if (rowCount !== 1) throw new RelayFenced(`the relay of ${context} was overtaken by another`)
  }
}
