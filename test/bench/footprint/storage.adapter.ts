import pg from 'pg'
import { recording } from '../machine/taken-in.adapter.js'

/** What a loaded system keeps: read from its database, beside the services that write there. */
export class Storage {
  private constructor(private readonly client: pg.Client) {}

  static async open(databaseUrl: string): Promise<Storage> {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    return new Storage(client)
  }

  /** Bytes per event: of everything, of the JSON in the logs, and of each table and its indexes that take a hundredth. */
  async figures(): Promise<Record<string, number>> {
    const { events, jsonBytes } = await this.logs()
    const parts = await this.parts()
    const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
    const large = parts.filter((part) => part.bytes * 100 >= bytes)
    return {
      'events, thousands': events / 1_000,
      'storage of an event, bytes': bytes / events,
      'its JSON in the log, bytes': jsonBytes / events,
      'storage, times the JSON': bytes / jsonBytes,
      ...Object.fromEntries(large.map((part) => [`of it in ${part.name}, bytes`, part.bytes / events])),
    }
  }

  async close(): Promise<void> {
    await this.client.end()
  }

  private async logs(): Promise<{ readonly events: number; readonly jsonBytes: number }> {
    const logs = recording.map((log) => `select payload from ${log}.event_log`).join(' union all ')
    const { rows } = await this.client.query<{ events: number; bytes: number }>(
      `select count(*)::float8 as events, sum(octet_length(payload::text))::float8 as bytes from (${logs}) as log`,
    )
    return { events: rows[0]!.events, jsonBytes: rows[0]!.bytes }
  }

  /** Rows and indexes of every table, the largest first. */
  private async parts(): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
    const { rows } = await this.client.query<{ name: string; bytes: number }>(
      `select part.name, part.bytes::float8 as bytes from pg_stat_user_tables,
         lateral (values (schemaname || '.' || relname, pg_table_size(relid)),
           ('indexes of ' || schemaname || '.' || relname, pg_indexes_size(relid))) as part (name, bytes)
       where schemaname = any($1) order by part.bytes desc`,
      [recording],
    )
    return rows
  }
}
