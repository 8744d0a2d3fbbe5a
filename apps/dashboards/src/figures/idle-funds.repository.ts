import { Inject, Injectable } from '@nestjs/common'
import type { Pool, PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import { z } from 'zod'
import { idleBucketIds, idleBuckets } from '@zhuji/figures'
import type { CalendarDate, Fen } from '@zhuji/kernel'
import { decodeCursor, type Page, pageOf, poolOf, type ScopeFilter } from '@zhuji/platform'
import { positionMap, readPositions } from '../positions/read-positions.repository.js'
import { inSnapshot } from '../positions/snapshot.repository.js'
import { type ProjectFilters, type ProjectSet, projectSet } from '../projects/project-conditions.js'
import { pathOf, withOwnRegion } from '../summary/summary.repository.js'

export type IdleFilters = Pick<ProjectFilters, 'region' | 'facilityGroup' | 'facilityKind' | 'asOf' | 'knownOn'>
export type IdleBy = 'source' | 'region'

/** `age` is absent for all ages together, `id` for all groups together. */
export interface IdleRow {
  readonly id: string | null
  readonly name: string | null
  readonly age: string | null
  readonly fen: Fen
  readonly projects: number
}

export interface IdleByAge {
  readonly rows: readonly IdleRow[]
  /** Paid of a source of funds beyond what came in of it. */
  readonly beyondFen: Fen
  readonly positions: Record<string, number>
}

export interface IdleProject {
  readonly projectId: string
  readonly name: string
  readonly fen: Fen
  readonly oldestOn: CalendarDate
}

export interface IdleProjectsQuestion extends IdleFilters {
  readonly source?: string
  readonly age?: string
  readonly cursor?: string
  readonly limit: number
}

const LOTS = `json_each(p.idle_lots) pot, json_each_text(pot.value) lot`
const SOURCE = `split_part(pot.key, '/', 1)`
/** The place among `idleBucketIds` of a lot on a day: `idleBucketOf`, as the database counts. */
const BUCKET = (day: string) =>
  `width_bucket(${day}::date - lot.key::date, array[${idleBuckets.map((last) => last + 1).join(', ')}])`

const cursorSchema = z.object({ fen: z.int(), id: z.uuid() })

/** Reads the lots that cards carry: cost follows the projects in scope, not the entries behind them. */
@Injectable()
export class IdleFundsReader {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  async byAge(asked: IdleFilters & { readonly by: IdleBy }, scope: ScopeFilter, day: CalendarDate): Promise<IdleByAge> {
    const filters = withOwnRegion(asked, scope)
    return inSnapshot(this.pool, async (tx) => {
      const [path, positions] = await Promise.all([pathOf(filters.region, tx), readPositions(tx)])
      const group = asked.by === 'source' ? BY_SOURCE : byRegion(path?.length ?? 0)
      const rows = await rowsByAge(projectSet(filters, scope), { group, day }, tx)
      const beyondFen = await paidBeyond(projectSet(filters, scope), rows, tx)
      return { rows, beyondFen, positions: positionMap(positions) }
    })
  }

  /** Those with most first. */
  async projects(asked: IdleProjectsQuestion, scope: ScopeFilter, day: CalendarDate): Promise<Page<IdleProject>> {
    const { source, age, limit } = asked
    const after = decodeCursor(asked.cursor, cursorSchema)
    const { from, conditions } = projectSet(withOwnRegion(asked, scope), scope)
    if (source !== undefined) conditions.add(`${SOURCE} = ?`, source)
    if (age !== undefined)
      conditions.add(
        `${BUCKET('?')} = ?`,
        day,
        idleBucketIds.findIndex((id) => id === age),
      )
    const at = conditions.values.length
    const behind = after
      ? `having (-sum(lot.value::bigint), p.project_id) > (-$${at + 1}::bigint, $${at + 2}::uuid)`
      : ''
    const { rows } = await this.pool.query<Omit<IdleProject, 'fen'> & { fen: string }>(
      `select p.project_id as "projectId", p.name, sum(lot.value::bigint)::text as fen, min(lot.key) as "oldestOn"
       from ${from}, ${LOTS} where ${conditions.sql} group by 1, 2 ${behind}
       order by sum(lot.value::bigint) desc, 1 limit ${limit + 1}`,
      [...conditions.values, ...(after ? [after.fen, after.id] : [])],
    )
    const found = rows.map((row) => ({ ...row, fen: Number(row.fen) }))
    return pageOf(found, limit, ({ fen, projectId }) => ({ fen, id: projectId }))
  }
}

interface Group {
  readonly id: string
  readonly name: string
}

const BY_SOURCE: Group = { id: SOURCE, name: 'null::text' }

/** One level below the division asked for; what lies in that division itself is under its own name. */
function byRegion(level: number): Group {
  const at = (codes: string) => `coalesce(p.${codes}[${level + 1}], p.${codes}[${level}])`
  return { id: at('region_codes'), name: `max(${at('region_names')})` }
}

async function rowsByAge(
  { from, conditions }: ProjectSet,
  { group: { id, name }, day }: { readonly group: Group; readonly day: CalendarDate },
  tx: PoolClient,
): Promise<readonly IdleRow[]> {
  const { rows } = await tx.query<Omit<IdleRow, 'fen' | 'age'> & { fen: string; bucket: number | null }>(
    `select ${id} as id, ${name} as name, ${BUCKET(`$${conditions.values.length + 1}`)} as bucket,
       sum(lot.value::bigint)::text as fen, count(distinct p.project_id)::integer as projects
     from ${from}, ${LOTS} where ${conditions.sql} group by grouping sets ((1, 3), (1), (3), ()) order by 1, 3`,
    [...conditions.values, day],
  )
  const told = rows.map(({ bucket, fen, ...row }) => ({ ...row, fen: Number(fen), age: ageOf(bucket) }))
  return told.filter(({ projects }) => projects > 0)
}

/** In place less paid is what is idle less what was paid beyond: of each source, so of all of them together. */
async function paidBeyond({ from, conditions }: ProjectSet, idle: readonly IdleRow[], tx: PoolClient): Promise<Fen> {
  const { rows } = await tx.query<{ fen: string }>(
    `select coalesce(sum(p.paid_fen - p.in_place_fen), 0)::text as fen from ${from} where ${conditions.sql}`,
    conditions.values,
  )
  const all = idle.find(({ id, age }) => id === null && age === null)
  return (all?.fen ?? 0) + Number(rows[0]!.fen)
}

const ageOf = (bucket: number | null) => (bucket === null ? null : idleBucketIds[bucket]!)
