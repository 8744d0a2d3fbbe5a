import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export const recording = ['registry', 'milestones', 'funding', 'alerts'] as const
export const schemas = [...recording, 'dashboards'] as const

const POLL_MS = 200

/** Resolves when every consumer group of a standalone system has read every log to its end. */
export async function untilTakenIn(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    while ((await waitingGroups(client)) > 0) await pause(POLL_MS)
  } finally {
    await client.end()
  }
}

async function waitingGroups(client: pg.Client): Promise<number> {
  const heads = recording.map((log) => `select '${log}' as source, max(position) as head from ${log}.event_log`)
  const cursors = schemas.map((schema) => `select source, position from ${schema}.consumer_cursor`)
  const { rows } = await client.query<{ waiting: number }>(
    `select count(*)::int as waiting from (${cursors.join(' union all ')}) as at
     join (${heads.join(' union all ')}) as log using (source) where at.position < log.head`,
  )
  return rows[0]!.waiting
}
