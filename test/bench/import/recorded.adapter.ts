import pg from 'pg'
import { recording } from '../machine/taken-in.adapter.js'
import type { Recorded } from './as-reported.js'

const IMPORTED = ['registry', 'milestones', 'funding'] as const

/** What became of an import, asked of the database itself. */
export async function recordedIn(databaseUrl: string): Promise<Recorded> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const each = (services: readonly string[], select: (service: string) => string) =>
    services.map(select).join(' union all ')
  const one = async (select: string) => (await client.query<{ number: number }>(select)).rows[0]!.number
  try {
    const { rows } = await client.query<{ type: string; facts: number }>(
      `select type, count(*)::int as facts
       from (${each(IMPORTED, (service) => `select type from ${service}.event_log`)}) as log
       where type not like '%.log-checkpointed.v1' group by type`,
    )
    return {
      factsByType: Object.fromEntries(rows.map(({ type, facts }) => [type, facts])),
      accepted: await one(`select count(*)::int as number
        from (${each(IMPORTED, (service) => `select key from ${service}.idempotency_key`)}) as receipt`),
      findings: await one(`select count(*)::int as number from funding.event_log
        where json_array_length(payload -> 'findings') > 0`),
      shown: await one(`select count(*)::int as number from dashboards.story_event where source <> 'alerts'`),
      deadLetters: await one(`select count(*)::int as number
        from (${each(recording, (service) => `select id from ${service}.dead_letter`)}) as letter`),
    }
  } finally {
    await client.end()
  }
}
