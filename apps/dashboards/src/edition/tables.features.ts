import type { Pool } from 'pg'
import { dashboardProjection } from '../projection/dashboard.projection.js'

/** What follows from the story: of every such table the rows as text, names of a document in one order, without sums that have gone back to 0. */
export async function tablesOf(pool: Pool): Promise<Record<string, readonly string[]>> {
  const followed = dashboardProjection.tables.filter(({ name }) => name !== 'story_event' && name !== 'model_edition')
  const tables: Record<string, readonly string[]> = {}
  for (const { name, key, isSums } of followed) {
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t
       where not $2 or exists (select from json_each_text(row_to_json(t)) c where c.value <> '0' and c.key <> all($1))`,
      [[...key, 'status'], isSums ?? false],
    )
    tables[name] = rows.map(({ row }) => row).sort()
  }
  return tables
}
