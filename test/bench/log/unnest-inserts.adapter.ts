import pg from 'pg'
import type { Appending } from './competing-log.js'
import type { Entry } from './entry.js'

const BATCH_MAX = 256

interface Waiting {
  readonly entry: Entry
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** The limit: entries that wait share one insert into a table with a number and a unique id; nothing is decided or kept. */
export class UnnestInserts implements Appending {
  private readonly queue: Waiting[] = []
  private inserting = false

  private constructor(private readonly pool: pg.Pool) {}

  static async on(url: string): Promise<UnnestInserts> {
    const pool = new pg.Pool({ connectionString: url, max: 2 })
    await pool.query(`create table entry (position bigint generated always as identity primary key,
      id uuid not null unique, stream_id text not null, payload json not null)`)
    return new UnnestInserts(pool)
  }

  async append(entry: Entry): Promise<unknown> {
    return new Promise<void>((done, failed) => {
      this.queue.push({ entry, done, failed })
      if (!this.inserting) void this.insertAll()
    })
  }

  async close(): Promise<void> {
    await this.pool.end()
  }

  private async insertAll(): Promise<void> {
    this.inserting = true
    // One turn of the loop, so that all clients that were answered together are in the next batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, BATCH_MAX)
      await this.insert(batch.map(({ entry }) => entry)).then(
        () => batch.forEach(({ done }) => done()),
        (error: unknown) => batch.forEach(({ failed }) => failed(error)),
      )
    }
    this.inserting = false
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
