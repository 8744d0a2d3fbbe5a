import { Inject, Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import type { CalendarDate } from '@zhuji/kernel'
import { asText, type Columns, rowReader, selectedAsText } from '@zhuji/messaging'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { unknownCard } from '../card/card.js'
import { historyColumns } from '../card/card-row.js'
import { kindsOf, type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import { type ReadPosition, readPositions } from '../positions/read-positions.repository.js'
import { readCells } from './cells.repository.js'
import { CELL_LEVELS } from './contribution.js'
import { type SummedCard, summedFields } from './measures.js'
import { ProjectSums } from './project-sums.js'
import { readStarts } from './starts.repository.js'
import { SummarySums } from './summary-sums.js'

export type SummaryFilters = Pick<
  ProjectFilters,
  'region' | 'facilityGroup' | 'facilityKind' | 'status' | 'knownOn' | 'asOf'
>

export interface SummaryFacts {
  readonly sums: SummarySums
  readonly positions: readonly ReadPosition[]
  readonly regionNames: ReadonlyMap<string, string>
}

/** What a summary reads of each project when no kept sum answers it. */
const summed = Object.fromEntries(summedFields.map((name) => [name, historyColumns[name]])) satisfies Columns
const SUMMED = selectedAsText(summed, 'p')
const cardOf = rowReader<SummedCard>(summed, unknownCard(''))

const BEGIN = { name: 'begin-snapshot', text: 'begin isolation level repeatable read read only' }

/**
 * Answers from kept sums where they hold for the caller and the question, else from the projects themselves: a narrow
 * scope or a deep region is few projects. Both ways use the same measures.
 */
@Injectable()
export class Summaries {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** All parts and the positions they stand at are read in one snapshot. `day` decides what is due. */
  async answer(filters: SummaryFilters, scope: ScopeFilter, day: CalendarDate): Promise<SummaryFacts> {
    const tx = await poolOf(this.source).connect()
    let failed = true
    try {
      const [, answer] = await Promise.all([tx.query(BEGIN), this.read(filters, { scope, day }, tx)])
      await tx.query('commit')
      failed = false
      return answer
    } finally {
      if (failed) await tx.query('rollback').catch(() => undefined)
      tx.release()
    }
  }

  /** The same within a snapshot of the caller's. */
  async read(
    asked: SummaryFilters,
    { scope, day }: { scope: ScopeFilter; day: CalendarDate },
    tx: PoolClient,
  ): Promise<SummaryFacts> {
    const filters = withOwnRegion(asked, scope)
    const [positions, path] = await Promise.all([readPositions(tx), pathOf(filters.region, tx)])
    const sums = new SummarySums()
    const level = path?.length ?? 0
    if (path && (await holdsInCells(filters, { scope, path }, tx))) {
      const question = { ...filters, kinds: kindsOf(filters) }
      await Promise.all([readCells(question, sums, tx), readStarts({ ...question, filters, day, level }, sums, tx)])
      sums.dropEmpty()
    } else {
      await readProjects({ filters, scope, level, day }, sums, tx)
    }
    return { sums, positions, regionNames: await namesOf([...sums.byRegion.keys()], tx) }
  }
}

/** Who answers for one region and asks for no other asks for that one. */
export function withOwnRegion<Filters extends ProjectFilters>(filters: Filters, scope: ScopeFilter): Filters {
  const own = scope.all || filters.region !== undefined ? [] : scope.regionCodes
  const others = scope.all ? 0 : scope.unitIds.length + scope.projectIds.length
  return own.length === 1 && others === 0 ? { ...filters, region: own[0] } : filters
}

/**
 * Sums of the past are kept by the region a project had then, but who may see it is decided by the one it has now: only
 * callers who see everything read them.
 */
async function holdsInCells(
  { knownOn, asOf, region }: SummaryFilters,
  { scope, path }: { readonly scope: ScopeFilter; readonly path: readonly string[] },
  tx: PoolClient,
): Promise<boolean> {
  const visible = scope.all || (knownOn === undefined && path.some((code) => scope.regionCodes.includes(code)))
  // They stand for all that was known, not for a business day before.
  if (asOf !== undefined) return false
  // A summary is also divided by the regions one level below, which have to be kept or not to be there.
  return (
    visible && (path.length < CELL_LEVELS || (path.length === CELL_LEVELS && !(await hasRegionsBelow(region!, tx))))
  )
}

async function hasRegionsBelow(region: string, tx: PoolClient): Promise<boolean> {
  return (await tx.query('select from region where parent = $1 limit 1', [region])).rowCount !== 0
}

export async function pathOf(
  region: string | undefined,
  tx: Pick<PoolClient, 'query'>,
): Promise<readonly string[] | undefined> {
  if (region === undefined) return []
  const { rows } = await tx.query<{ path: string[] }>('select path from region where code = $1', [region])
  return rows[0]?.path
}

async function namesOf(codes: readonly string[], tx: PoolClient): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ code: string; name: string }>(
    'select code, name from region where code = any($1)',
    [codes],
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}

interface ProjectsAsked {
  readonly filters: SummaryFilters
  readonly scope: ScopeFilter
  readonly level: number
  readonly day: CalendarDate
}

async function readProjects(
  { filters, scope, level, day }: ProjectsAsked,
  sums: SummarySums,
  tx: PoolClient,
): Promise<void> {
  const { from, conditions } = projectSet(filters, scope)
  const { rows } = await tx.query<(string | null)[]>({
    text: `select ${SUMMED}, p.region_codes[${level + 1}] from ${from} where ${conditions.sql}`,
    values: conditions.values,
    rowMode: 'array',
    types: asText,
  })
  const projects = new ProjectSums(day)
  for (const row of rows) projects.add(cardOf(row), row.at(-1)!)
  projects.addTo(sums)
}
