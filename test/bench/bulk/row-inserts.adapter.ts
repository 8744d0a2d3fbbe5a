import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * The limit of the import path: the rows that a command leaves behind (state, event, receipt) written into tables of the
 * same shape and indexes, hundreds at a time, with nothing decided, checked or hashed.
 */
export class RowInserts {
  private version = 0

  private constructor(private readonly pool: pg.Pool) {}

  static async beside(databaseUrl: string): Promise<RowInserts> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
    await pool.query(`create schema limits`)
    for (const table of ['event_log', 'stream', 'idempotency_key'])
      await pool.query(`create table limits.${table} (like milestones.${table} including all)`)
    return new RowInserts(pool)
  }

  async insert(count: number): Promise<number> {
    this.version += 1
    const ids = Array.from({ length: count }, () => randomUUID())
    const payload = JSON.stringify({
      projectId: ids[0],
      inspectionId: ids[1],
      finding: '与填报一致',
      physicalPercent: 42,
      text: '未发现安全隐患。',
      evidence: [],
    })
    const state = JSON.stringify({ ...JSON.parse(payload), plan: null, progress: { percent: 42 }, standing: {} })
    await this.pool.query({
      name: 'limit-rows',
      text: `with ids as (select * from unnest($1::uuid[]) as t (id)),
          events as (insert into limits.event_log (id, aggregatetype, aggregateid, type, payload, stream_id,
            stream_version, occurred_on, recorded_at, known_on, known_on_claimed, actor, correlation_id, hash)
          select id, 'milestones', id::text, 'milestones.work-inspected.v1', $2::json, 'project/' || id, $3, '2026-06-10',
            now(), '2026-06-10', false, $4::json, id::text, '\\x00'::bytea from ids),
          streams as (insert into limits.stream (id, version, hash, state_version, state)
            select 'project/' || id, $3, '\\x00'::bytea, 1, $5::json from ids)
        insert into limits.idempotency_key (scope, key, fingerprint, receipt, created_at)
        select 'bench', id::text, id::text, $6::json, now() from ids`,
      values: [
        ids,
        payload,
        this.version,
        JSON.stringify({ person: 'bench', unit: null, role: 'administrator' }),
        state,
        JSON.stringify({
          streamId: ids[0],
          version: 2,
          recordedAt: new Date().toISOString(),
          events: [{ id: ids[0] }],
        }),
      ],
    })
    return count
  }

  async close(): Promise<void> {
    await this.pool.end()
  }
}
