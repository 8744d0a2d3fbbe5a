import { createHash } from 'node:crypto'
import type { Type } from '@nestjs/common'
import { AlertsModule } from '@zhuji/alerts'
import { DashboardsModule } from '@zhuji/dashboards'
import { FundingModule } from '@zhuji/funding'
import { MilestonesModule } from '@zhuji/milestones'
import { eventually, freshDatabase, runServices } from '@zhuji/testing'
import { form } from '../form.config.js'
import type { Evidence, Finding } from './finding.js'
import { Installation, readings, type Service } from './installation.js'

interface Model {
  readonly module: Type
  /** Table → columns that say when or in which order a row was written, not what is known. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** Everything that a service has only because others told it. */
export const models: Readonly<Partial<Record<Service, Model>>> = {
  milestones: {
    module: MilestonesModule,
    // Not `reporting_site`: it is also of the service's own log, which `verify` builds anew and a service without it cannot.
    tables: { known_project: [], evidence_use: [], programme_rhythm: [] },
  },
  funding: { module: FundingModule, tables: { known_project: [], physical_progress: [] } },
  alerts: {
    module: AlertsModule,
    tables: { watched_project: ['check_on', 'told_since', 'judge_from'], known_region: [], known_rhythm: [] },
  },
  dashboards: {
    module: DashboardsModule,
    tables: {
      project_card: [],
      card_history: [],
      project_trait: [],
      card_search: [],
      region: [],
      summary_cell: [],
      summary_past: [],
      start_cell: [],
      start_past: [],
      series_month: [],
      series_past: [],
      story_event: ['xid', 'sequence'],
    },
  },
}

export type Tables = ReadonlyMap<string, readonly string[]>

/**
 * A service's read models, each row as a digest, because a long form leaves a million of them. Sums that have come back to
 * zero are as good as absent.
 */
export async function readModels(installation: Installation, service: Service): Promise<Tables> {
  const found = new Map<string, readonly string[]>()
  for (const [table, omitted] of Object.entries(models[service]!.tables)) {
    const { text, isAbsent } = contentOf(service, table)
    const rows = await installation.rows<{ digest: string }>(
      service,
      `select md5(row) as digest from (select ${text} as row from ${service}.${table} r) r
       where not (${isAbsent}) order by 1`,
      [omitted],
    )
    found.set(
      table,
      rows.map(({ digest }) => digest),
    )
  }
  return found
}

/** The row as text, less the columns of the first parameter. */
function contentOf(service: Service, table: string) {
  const isAbsent = /_(cell|month|past)$/.test(table) ? `row !~ ': -?[1-9]'` : 'false'
  return { text: '(to_jsonb(r) - $1::text[])::text', isAbsent }
}

export function hashOf(tables: Tables): string {
  const hash = createHash('sha256')
  for (const [table, rows] of tables) hash.update(`${table}\n${rows.join('\n')}\n`)
  return hash.digest('hex')
}

export interface Difference {
  readonly table: string
  readonly only: 'live' | 'rebuilt'
  readonly digest: string
}

/** Rows that only one of the two has. */
export function differencesOf(live: Tables, rebuilt: Tables): Difference[] {
  const missing = (from: Tables, to: Tables, only: Difference['only']) =>
    [...from].flatMap(([table, digests]) => {
      const known = new Set(to.get(table))
      return digests.filter((digest) => !known.has(digest)).map((digest) => ({ table, only, digest }))
    })
  return [...missing(live, rebuilt, 'live'), ...missing(rebuilt, live, 'rebuilt')]
}

/** The rows themselves, to read; of one that has changed since, its digest. */
export async function rowsOf(
  differences: readonly Difference[],
  places: Readonly<Record<Difference['only'], Installation>>,
  service: Service,
): Promise<{ table: string; only: string; row: string }[]> {
  const found: { table: string; only: string; row: string }[] = []
  for (const [table, omitted] of Object.entries(models[service]!.tables)) {
    const { text } = contentOf(service, table)
    for (const only of ['live', 'rebuilt'] as const) {
      const digests = differences.filter((one) => one.table === table && one.only === only).map(({ digest }) => digest)
      if (digests.length === 0) continue
      const rows = await places[only].rows<{ digest: string; row: string }>(
        service,
        `select md5(row) as digest, row from (select ${text} as row from ${service}.${table} r) r where md5(row) = any($2)`,
        [omitted, digests],
      )
      const texts = new Map(rows.map(({ digest, row }) => [digest, row]))
      found.push(...digests.map((digest) => ({ table, only, row: texts.get(digest) ?? digest })))
    }
  }
  return found
}

/**
 * 4: every read model is what the logs give when they are read anew from the first fact, over the other bus, into an empty
 * database.
 */
export async function readModelsRebuilt({ installation, foreign = [] }: Evidence): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const service of Object.keys(models) as Service[]) {
    const live = await readModels(installation, service)
    const differing = await withRebuilt(installation, service, async (anew) => {
      const differences = differencesOf(live, await readModels(anew, service))
      return rowsOf(differences, { live: installation, rebuilt: anew }, service)
    })
    const isForeign = (row: string) => foreign.some((projectId) => row.includes(projectId))
    const rows = differing.filter(({ only, row }) => only === 'rebuilt' || !isForeign(row))
    findings.push(...rows.map((row) => ({ point: 4, sentence: `${service} differs from a rebuild`, row })))
  }
  return findings
}

/** A long form leaves a hundred thousand facts behind. */
const READ_MS_MAX = form({ short: 120_000, long: 1_800_000 })

async function withRebuilt<Answer>(
  installation: Installation,
  service: Service,
  look: (anew: Installation) => Promise<Answer>,
): Promise<Answer> {
  const { reachable } = installation
  const database = await freshDatabase()
  const databaseUrl = (context: string) => (context === service ? database.url : reachable.databaseUrl(context))
  const running = await runServices({ modules: [models[service]!.module], database, databaseUrl })
  const anew = new Installation({ address: running.url, databaseUrl })
  try {
    await eventually(() => untilRead(anew, service), { within: READ_MS_MAX, describe: `${service} has read every log` })
    return await look(anew)
  } finally {
    await anew.close()
    await running.stop()
  }
}

async function untilRead(anew: Installation, service: Service): Promise<void> {
  for (const { source, group } of readings.filter(
    (reading) => reading.service === service && reading.source !== service,
  )) {
    const [head] = await anew.rows<{ position: string }>(
      source,
      `select position::text from ${source}.event_log log order by log.xid desc, log.position desc limit 1`,
    )
    const [cursor] = await anew.rows<{ position: string }>(
      service,
      `select position::text from ${service}.consumer_cursor where consumer_group = $1 and source = $2`,
      [group, source],
    )
    if (head && head.position !== cursor?.position) throw new Error(`${group} is at ${cursor?.position} of ${source}`)
  }
}
