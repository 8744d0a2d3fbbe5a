import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import type { Appending } from './competing-log.js'
import type { Entry } from './entry.js'

/** The limit: entries that wait share one insert into a table with a number and a unique id; nothing is decided or kept. */
export class UnnestInserts implements Appending {
  private waiting: Entry[] = []
  private underWay = Promise.resolve()
  private next: Promise<void> | undefined

  private constructor(private readonly pool: pg.Pool) {}

  static async on(url: string): Promise<UnnestInserts> {
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    await pool.query(`create table entry (position bigint generated always as identity primary key,
      id uuid not null unique, stream_id text not null, payload json not null)`)
    return new UnnestInserts(pool)
  }

  async append(entry: Entry): Promise<unknown> {
    this.waiting.push(entry)
    this.next ??= this.insertNext()
    return this.next
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  private async insertNext(): Promise<void> {
    await this.underWay
    // One turn of the loop, so that all clients that were answered together are in the same batch.
    await nextTurn()
    const entries = this.waiting
    this.waiting = []
    this.next = undefined
    this.underWay = this.insert(entries)
    await this.underWay
  }

  private async insert(entries: readonly Entry[]): Promise<void> {
    await this.pool.query({
      name: 'limit-entries',
      text: `insert into entry (id, stream_id, payload)
        select id, stream, payload::json from unnest($1::uuid[], $2::text[], $3::text[]) as e (id, stream, payload)`,
      values: [
        entries.map(({ entryId }) => entryId),
        entries.map(({ projectId }) => projectId),
        entries.map((entry) => JSON.stringify(entry)),
      ],
    })
  }
}
