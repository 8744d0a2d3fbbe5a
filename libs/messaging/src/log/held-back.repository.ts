import type { Pool } from 'pg'

/**
 * For how many seconds committed events have been kept from every reader of a log, because a transaction that is older
 * than they are is still open somewhere on the server. 0 when nothing waits; negative clocks count as 0.
 */
export async function heldBackSeconds(pool: Pool, context: string): Promise<number> {
  const { rows } = await pool.query<{ seconds: number }>({
    name: `log-held-back-${context}`,
    text: `select coalesce(extract(epoch from now() - min(recorded_at)), 0)::float8 as seconds
      from ${context}.event_log where xid >= pg_snapshot_xmin(pg_current_snapshot())`,
  })
  return Math.max(0, rows[0]!.seconds)
}
