import pg from 'pg'
import { headersOf, LOG_COLUMNS, type LogRow } from '@zhuji/messaging'

type Row = LogRow & { readonly payload: string }

export type Messages = ReturnType<typeof messageOf>[]

/** One service's log as it lies in the database, and a relay's place in it. */
export class RecordedLog {
  private constructor(
    private readonly pool: pg.Pool,
    readonly context: string,
  ) {}

  static async open(databaseUrl: string, context: string): Promise<RecordedLog> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    await pool.query('create schema peers')
    await pool.query('create table peers.sent (position bigint not null)')
    await pool.query('insert into peers.sent values (0)')
    return new RecordedLog(pool, context)
  }

  /** Every event as the relay sends it, in requests of `size`. */
  async requestsOf(size: number): Promise<readonly Messages[]> {
    return requestsOf(this.pool, this.context, size)
  }

  /** As most relays do it: the next row in the order of its number, and what was sent is noted event by event. */
  async nextUnsent(): Promise<{ readonly position: string; readonly message: Messages[number] } | undefined> {
    const { rows } = await this.pool.query<Row>({
      name: 'next-unsent',
      text: `${selectFrom(this.context)} where log.position > (select position from peers.sent) order by log.position limit 1`,
    })
    return rows[0] && { position: rows[0].position, message: messageOf(rows[0], this.context) }
  }

  async noteSent(position: string): Promise<void> {
    await this.pool.query({ name: 'note-sent', text: 'update peers.sent set position = $1', values: [position] })
  }

  /** Nothing has been sent yet, by anybody. */
  async startOver(): Promise<void> {
    await this.noteSent('0')
    await this.pool.query(`delete from ${this.context}.relay_position`)
  }

  async isRelayed(topic: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ done: boolean }>({
      name: 'is-relayed',
      text: `select (xid, position) = (select xid, position from ${this.context}.event_log log
          order by log.xid desc, log.position desc limit 1) as done
        from ${this.context}.relay_position where topic = $1`,
      values: [topic],
    })
    return rows[0]?.done ?? false
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}

/** Every event of a log in commit order, as the relay sends it, in requests of `size`. */
export async function requestsOf(pool: pg.Pool, context: string, size: number): Promise<readonly Messages[]> {
  const { rows } = await pool.query<Row>(`${selectFrom(context)} order by log.xid, log.position`)
  const messages = rows.map((row) => messageOf(row, context))
  return Array.from({ length: Math.ceil(messages.length / size) }, (_, index) =>
    messages.slice(index * size, (index + 1) * size),
  )
}

function selectFrom(context: string): string {
  return `select ${LOG_COLUMNS}, payload::text as payload from ${context}.event_log log`
}

function messageOf(row: Row, context: string) {
  return { key: row.aggregateid, value: row.payload, headers: headersOf(row, context) }
}
