import type { Pool } from 'pg'
import { Conditions } from '../scope/conditions.js'
import { type ProjectFilters, searchCondition } from './project-conditions.js'

/** More than these are found faster one after the other in the order of a list than all at once. */
const FOUND_MAX = 2_000

/** The same filters with the projects that the query finds, where they are few. */
export async function withFound<Filters extends ProjectFilters>({ q, ...filters }: Filters, pool: Pool) {
  const search = q === undefined ? undefined : searchCondition(q)
  if (!search) return filters
  const { sql, values } = new Conditions().add(search.sql, ...search.values)
  const { rows } = await pool.query<{ project_id: string }>(
    // Materialized: to find a few, PostgreSQL would read the texts one by one instead of asking the index.
    `with found as materialized (select project_id from card_search where ${sql})
     select project_id from found limit ${FOUND_MAX + 1}`,
    values,
  )
  return rows.length > FOUND_MAX ? { ...filters, q } : { ...filters, found: rows.map((row) => row.project_id) }
}
