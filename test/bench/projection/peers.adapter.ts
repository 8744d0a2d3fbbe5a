import pg from 'pg'
import { type DataOf, LedgerEntryPosted, ProgressReported, type RecordedEvent, StandingMoved } from '@zhuji/contracts'
import { LOG_START, LogReader } from '@zhuji/messaging'

const LOGS = ['registry', 'milestones', 'funding'] as const
const PAGE_EVENTS = 1_000

/**
 * The same logs made into much less: one row a project with its last stage and percentage and what was paid. Neither
 * keeps the past, sums, searches or a story, as the dashboards do.
 */
export class Peers {
  private constructor(private readonly pool: pg.Pool) {}

  static async beside(databaseUrl: string): Promise<Peers> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
    await pool.query('create schema peers')
    const columns = 'stage text, percent double precision, disbursed_fen bigint not null, events integer not null'
    await pool.query(`create table peers.progress (project_id text primary key, ${columns})`)
    return new Peers(pool)
  }

  /** The limit: everything at once, without an event leaving the server. Resolves with the number of events. */
  async byOneStatement(): Promise<number> {
    await this.pool.query('truncate peers.progress')
    const { rows } = await this.pool.query<{ events: number }>(
      `with events as (${LOGS.map((log) => `select xid, position, aggregateid, type, payload from ${log}.event_log`).join(' union all ')}),
       written as (
         insert into peers.progress
         select aggregateid,
           (array_agg(payload->'to'->>'stage' order by xid desc, position desc) filter (where type = $1))[1],
           (array_agg((payload->>'physicalPercent')::float8 order by xid desc, position desc) filter (where type = $2))[1],
           coalesce(sum((payload->>'amountFen')::bigint)
             filter (where type = $3 and payload->>'entry' = 'disbursement'), 0), count(*)
         from events group by aggregateid returning events)
       select sum(events)::int as events from written`,
      [StandingMoved.type, ProgressReported.type, LedgerEntryPosted.type],
    )
    return rows[0]!.events
  }

  /** What most projections do: one statement an event, in a transaction a page. */
  async byOneUpsertEach(): Promise<number> {
    await this.pool.query('truncate peers.progress')
    let events = 0
    for (const log of LOGS) {
      const reader = new LogReader(this.pool, log)
      const types = [StandingMoved.type, ProgressReported.type, LedgerEntryPosted.type]
      for (let from = LOG_START; ;) {
        const page = await reader.pageAfter(from, types, PAGE_EVENTS)
        if (!page.end) break
        await this.upsert(page.events)
        events += page.events.length
        from = page.end
      }
    }
    return events
  }

  private async upsert(events: readonly RecordedEvent[]): Promise<void> {
    const client = await this.pool.connect()
    await client.query('begin')
    for (const event of events) {
      await client.query({
        name: 'peer-upsert',
        text: `insert into peers.progress as kept values ($1, $2, $3, $4, 1)
          on conflict (project_id) do update set stage = coalesce(excluded.stage, kept.stage),
            percent = coalesce(excluded.percent, kept.percent),
            disbursed_fen = kept.disbursed_fen + excluded.disbursed_fen, events = kept.events + 1`,
        values: [event.key, ...changeOf(event)],
      })
    }
    await client.query('commit')
    client.release()
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}

function changeOf({ type, data }: RecordedEvent): readonly [stage: string | null, percent: number | null, fen: number] {
  if (type === StandingMoved.type) return [(data as DataOf<typeof StandingMoved>).to.stage, null, 0]
  if (type === ProgressReported.type) return [null, (data as DataOf<typeof ProgressReported>).physicalPercent, 0]
  const { entry, amountFen } = data as DataOf<typeof LedgerEntryPosted>
  return [null, null, entry === 'disbursement' ? amountFen : 0]
}
