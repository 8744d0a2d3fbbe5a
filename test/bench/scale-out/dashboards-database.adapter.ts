import pg from 'pg'
import type { Kept } from './kept.js'

/** What dashboards processes have taken in so far, read beside them. */
export class DashboardsDatabase {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<DashboardsDatabase> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return new DashboardsDatabase(client)
  }

  async empty(): Promise<void> {
    await this.client.query('drop schema if exists dashboards cascade')
  }

  /** Versions per stream, not the story: it costs the server the same however many events there are. */
  async eventsTakenIn(): Promise<number> {
    const { rows } = await this.client.query<{ events: number }>(
      'select coalesce(sum(version), 0)::int as events from dashboards.consumer_stream where consumer_group = $1',
      ['dashboards.projects'],
    )
    return rows[0]!.events
  }

  async kept(): Promise<Kept> {
    const { rows } = await this.client.query<Kept>(
      `select (select count(*)::int from dashboards.story_event) as told,
        (select count(*)::int from dashboards.dead_letter) as dead,
        (select count(*)::int from dashboards.parked_event) as parked,
        (select sum(disbursed_fen)::float8 from dashboards.project_card) as "disbursedFen",
        (select sum(disbursed_fen)::float8 from dashboards.summary_cell where parent = '') as "summedFen"`,
    )
    return rows[0]!
  }

  async close(): Promise<void> {
    await this.client.end()
  }
}
