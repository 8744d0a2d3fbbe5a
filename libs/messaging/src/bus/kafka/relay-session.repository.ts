import { Client } from 'pg'
import type { LogPosition } from '@zhuji/contracts'
import { LOG_COLUMNS, LOG_START, type LogRow, pageText, plannedAt } from '../../log/log-reader.repository.js'

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
/** The server ends a session that is silent for so long, and with it the lock of a relay whose process stands still. */
const SILENCE_MS_MAX = 10_000
const PULSE_MS = 2_000

/**
 * One relay's own connection, which holds the lock that makes it the only one. Whoever has the lock takes over under the next
 * number (epoch) and moves the position, in one statement, only from where it was read and only while no newer relay has taken
 * over: one that stood still and wakes up late has lost its connection, and would be turned away over any other.
 */
export class RelaySession {
  private readonly pulse: NodeJS.Timeout
  private epoch = '0'

  private constructor(
    private readonly client: Client,
    private readonly place: RelayPlace,
  ) {
    // A long wait for brokers is no silence: as long as this process runs, its session lives.
    this.pulse = setInterval(() => void client.query('select').catch(() => undefined), PULSE_MS)
  }

  static async open(place: RelayPlace): Promise<RelaySession> {
    const client = new Client({
      connectionString: place.connectionString,
      application_name: `zhuji-${place.context}-relay`,
      connectionTimeoutMillis: 5_000,
      query_timeout: QUERY_TIMEOUT_MS,
      // The pulse may come while something else is asked.
      pipeline: true,
      keepAlive: true,
      // A machine that vanished gives the lock free after about half a minute, not after two hours.
      options: `-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4 -c idle_session_timeout=${SILENCE_MS_MAX}`,
    })
    // A broken connection shows at the next query; unheard here it would end the process.
    client.on('error', () => undefined)
    await client.connect()
    return new RelaySession(client, place)
  }

  async close(): Promise<void> {
    clearInterval(this.pulse)
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

  /** Only with the lock: from here on every earlier relay is turned away. Returns where to go on. */
  async takeOver(): Promise<LogPosition> {
    const { rows } = await this.client.query<{ xid: string; position: string; epoch: string }>(
      `insert into ${this.place.context}.relay_position as kept (topic, xid, position, epoch) values ($1, $2::xid8, $3, 1)
       on conflict (topic) do update set epoch = kept.epoch + 1
       returning xid::text as xid, position::text as position, epoch::text as epoch`,
      [this.place.topic, LOG_START.xid, LOG_START.position],
    )
    const { xid, position, epoch } = rows[0]!
    this.epoch = epoch
    return { xid, position: Number(position) }
  }

  /** Committed rows behind the position in commit order (see LogReader). */
  async rowsAfter(cursor: LogPosition, limit: number): Promise<readonly RelayRow[]> {
    const { rows } = await this.client.query<RelayRow>({
      name: `relay-page-${limit}-${plannedAt(cursor)}`,
      text: pageText({ context: this.place.context, columns: `${LOG_COLUMNS}, payload::text as payload`, limit }),
      values: [cursor.xid, cursor.position],
    })
    return rows
  }

  async move(from: LogPosition, to: LogPosition): Promise<void> {
    const { context, topic } = this.place
    const { rowCount } = await this.client.query({
      name: 'relay-move',
      text: `update ${context}.relay_position set xid = $2::xid8, position = $3
        where topic = $1 and xid = $4::xid8 and position = $5 and epoch = $6`,
      values: [topic, to.xid, to.position, from.xid, from.position, this.epoch],
    })
    if (rowCount !== 1) throw new RelayFenced(`the relay of ${context} was overtaken by another`)
  }
}
