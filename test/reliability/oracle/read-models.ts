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
  milestones: { module: MilestonesModule, tables: { known_project: [], evidence_use: [] } },
  funding: { module: FundingModule, tables: { known_project: [], physical_progress: [] } },
  alerts: { module: AlertsModule, tables: { watched_project: ['check_on'], known_region: [] } },
  dashboards: {
    module: DashboardsModule,
    tables: {
      project_card: [],
      card_history: [],
      card_search: [],
      region: [],
      summary_cell: [],
      start_cell: [],
      series_month: [],
      story_event: ['xid', 'sequence'],
    },
  },
}

export type Tables = ReadonlyMap<string, readonly string[]>

/** A service's read models as sorted text. Sums that have come back to zero are as good as absent. */
export async function readModels(installation: Installation, service: Service): Promise<Tables> {
  const found = new Map<string, readonly string[]>()
  for (const [table, omitted] of Object.entries(models[service]!.tables)) {
    const rows = await installation.rows<{ row: string }>(
      service,
      `select (to_jsonb(r) - $1::text[])::text as row from ${service}.${table} r order by 1`,
      [omitted],
    )
    const isSum = /_cell$|_month$/.test(table)
    found.set(
      table,
      rows.map(({ row }) => row).filter((row) => !isSum || /: -?[1-9]/.test(row)),
    )
  }
  return found
}

export function hashOf(tables: Tables): string {
  const hash = createHash('sha256')
  for (const [table, rows] of tables) hash.update(`${table}\n${rows.join('\n')}\n`)
  return hash.digest('hex')
}

/** Rows that only one of the two has. */
export function differencesOf(one: Tables, other: Tables): { table: string; only: string; row: string }[] {
  const missing = (from: Tables, to: Tables, only: string) =>
    [...from].flatMap(([table, rows]) => {
      const known = new Set(to.get(table))
      return rows.filter((row) => !known.has(row)).map((row) => ({ table, only, row }))
    })
  return [...missing(one, other, 'live'), ...missing(other, one, 'rebuilt')]
}

/**
 * 4: every read model is what the logs give when they are read anew from the first fact, over the other bus, into an empty
 * database.
 */
export async function readModelsRebuilt({ installation, foreign = [] }: Evidence): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const service of Object.keys(models) as Service[]) {
    const live = await readModels(installation, service)
    const isForeign = (row: string) => foreign.some((projectId) => row.includes(projectId))
    const rows = differencesOf(live, await rebuilt(installation, service)).filter(
      ({ only, row }) => only === 'rebuilt' || !isForeign(row),
    )
    findings.push(...rows.map((row) => ({ point: 4, sentence: `${service} differs from a rebuild`, row })))
  }
  return findings
}

/** A long form leaves a hundred thousand facts behind. */
const READ_MS_MAX = form({ short: 120_000, long: 1_800_000 })

async function rebuilt(installation: Installation, service: Service): Promise<Tables> {
  const { reachable } = installation
  const database = await freshDatabase()
  const databaseUrl = (context: string) => (context === service ? database.url : reachable.databaseUrl(context))
  const running = await runServices({ modules: [models[service]!.module], database, databaseUrl })
  const anew = new Installation({ address: running.url, databaseUrl })
  try {
    await eventually(() => untilRead(anew, service), { within: READ_MS_MAX, describe: `${service} has read every log` })
    return await readModels(anew, service)
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
