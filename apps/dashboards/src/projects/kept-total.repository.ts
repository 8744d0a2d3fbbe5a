import type { Pool } from 'pg'
import type { ScopeFilter } from '@zhuji/platform'
import { Conditions } from '../scope/conditions.js'
import { cellConditions } from '../summary/cells.repository.js'
import { CELL_LEVELS, sumTable } from '../summary/contribution.js'
import { kindsOf, type ProjectFilters, searchCondition } from './project-conditions.js'

/** What the kept sums are divided by; a list that asks for anything else has to be counted. */
const DIVIDED_BY: readonly (keyof ProjectFilters)[] = [
  'region',
  'facilityGroup',
  'facilityKind',
  'stage',
  'status',
  'halt',
  'knownOn',
]

/**
 * How many projects a list has, from the kept sums, for callers who see everything in it: to count a hundred thousand takes
 * longer than to list fifty. Undefined where the sums do not hold for the question.
 */
export async function keptTotal(filters: ProjectFilters, scope: ScopeFilter, pool: Pool): Promise<number | undefined> {
  if (!scope.all) return undefined
  const asked = Object.entries(filters).filter(([, value]) => value !== undefined)
  if (asked.length === 1 && filters.found) return filters.found.length
  if (asked.length === 1 && filters.q !== undefined) return totalFound(filters.q, pool)
  if (!asked.every(([name]) => (DIVIDED_BY as readonly string[]).includes(name))) return undefined
  const { region, stage, status, halt, knownOn } = filters
  const conditions = cellConditions({ region, kinds: kindsOf(filters), status, knownOn }, 'standing')
  if (stage !== undefined) conditions.add('stage = ?', stage)
  if (halt === 'any') conditions.add(`halt <> ''`)
  else if (halt !== undefined) conditions.add('halt = ?', halt)
  const at = conditions.values.length
  const { rows } = await pool.query<{ projects: number; kept: boolean }>(
    `select coalesce(sum(projects), 0)::integer as projects,
       coalesce((select cardinality(path) <= ${CELL_LEVELS} from region where code = $${at + 1}), $${at + 1} is null) as kept
     from ${sumTable('cells', knownOn)} where ${conditions.sql}`,
    [...conditions.values, region],
  )
  return rows[0]!.kept ? rows[0]!.projects : undefined
}

/** Every registered project has its row there, and no other. */
async function totalFound(q: string, pool: Pool): Promise<number | undefined> {
  const search = searchCondition(q)
  if (!search) return undefined
  const { sql, values } = new Conditions().add(search.sql, ...search.values)
  const { rows } = await pool.query<{ projects: number }>(
    `select count(*)::integer as projects from card_search where ${sql}`,
    values,
  )
  return rows[0]!.projects
}
