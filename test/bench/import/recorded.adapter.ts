import pg from 'pg'
import { RegionDefined } from '@zhuji/contracts'
import type { FileTally, ImportReport } from '@zhuji/importer'
import { schemas } from '../machine/taken-in.adapter.js'

const IMPORTED = ['registry', 'milestones', 'funding'] as const

export interface Recorded {
  readonly factsByType: Readonly<Record<string, number>>
  /** Commands that got a receipt. */
  readonly accepted: number
  /** Ledger entries that break a rule and say so. */
  readonly findings: number
  /** Imported facts that the dashboards can tell. */
  readonly shown: number
  readonly deadLetters: number
}

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
       from (${each(IMPORTED, (service) => `select type from ${service}.event_log`)}) as log group by type`,
    )
    return {
      factsByType: Object.fromEntries(rows.map(({ type, facts }) => [type, facts])),
      accepted: await one(`select count(*)::int as number
        from (${each(IMPORTED, (service) => `select key from ${service}.idempotency_key`)}) as receipt`),
      findings: await one(`select count(*)::int as number from funding.event_log
        where json_array_length(payload -> 'findings') > 0`),
      shown: await one(`select count(*)::int as number from dashboards.story_event where source <> 'alerts'`),
      deadLetters: await one(`select count(*)::int as number
        from (${each(schemas, (service) => `select id from ${service}.dead_letter`)}) as letter`),
    }
  } finally {
    await client.end()
  }
}

/** Throws when the importer reports other counts than the services have. */
export function assertAsReported(
  recorded: Recorded,
  { tallies, report }: { readonly tallies: readonly FileTally[]; readonly report: ImportReport },
): void {
  const sum = (of: (tally: FileTally) => number) => tallies.reduce((total, tally) => total + of(tally), 0)
  const types = [
    ...new Set([...Object.keys(recorded.factsByType), ...tallies.flatMap((t) => Object.keys(t.factsByType))]),
  ]
  const pairs: (readonly [what: string, reported: number, found: number])[] = [
    ...types.map(
      (type) => [type, sum(({ factsByType }) => factsByType[type] ?? 0), recorded.factsByType[type] ?? 0] as const,
    ),
    ['commands accepted', sum(({ commands }) => commands) - report.counts.refused, recorded.accepted],
    // Divisions are no project's story.
    [
      'facts on the dashboards',
      sum(({ facts }) => facts) - (recorded.factsByType[RegionDefined.type] ?? 0),
      recorded.shown,
    ],
    ['dead letters', 0, recorded.deadLetters],
  ]
  const wrong = pairs.filter(([, reported, found]) => reported !== found)
  if (wrong.length === 0) return
  const list = wrong.map(([what, reported, found]) => `${what}: ${reported} reported, ${found} found`)
  throw new Error(`the import and the services disagree; ${list.join('; ')}`)
}
