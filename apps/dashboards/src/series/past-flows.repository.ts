import type { Pool } from 'pg'
import type { ScopeFilter } from '@zhuji/platform'
import { NOW, type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import { columnOf } from '../summary/measures.js'
import { flowNames, type Flows, moneyFlows } from '../card/flows.js'

const reached = ['registered', 'started', 'worksComplete', 'inUse'] as const
const DAYS = reached.map((name) => `p.${columnOf(name)}_on`).join(', ')

/** One row for each day a project reached something, with 1 for what it was. */
const counted = reached.map((name) => {
  const day = `${columnOf(name)}_on`
  const counts = reached.map((other) => Number(other === name)).join(', ')
  return `select ${day} as day, ${counts}, ${moneyFlows.map(() => '0').join(', ')} from shown where ${day} is not null`
})
const MONEY = moneyFlows.map((name) => `coalesce(h.${columnOf(name)}, 0) as ${columnOf(name)}`).join(', ')
/** What a business day added to the one before it, as both are known. */
const added = moneyFlows
  .map((name) => `h.${columnOf(name)} - coalesce(lag(h.${columnOf(name)}) over business_days, 0)`)
  .join(', ')

/**
 * The flows of a cut in both clocks, from the history of the projects in scope: of each, the business days as they were
 * known on the day, and what each of them added. Nothing is folded; cost follows the days on which these projects changed.
 */
export async function pastFlows(
  filters: ProjectFilters,
  scope: ScopeFilter,
  pool: Pool,
): Promise<ReadonlyMap<string, Flows>> {
  const { from, conditions } = projectSet(filters, scope)
  const at = conditions.values.length
  const sums = flowNames.map((name, place) => `sum(f${place})::bigint as "${name}"`).join(', ')
  const names = flowNames.map((_, place) => `f${place}`).join(', ')
  const { rows } = await pool.query<{ row: string }>(
    `with shown as (select p.project_id, ${DAYS} from ${from} where ${conditions.sql}),
     known as (
       select distinct on (h.project_id, h.occurred_on) h.project_id, h.occurred_on, ${MONEY}
       from card_history h join shown using (project_id)
       where h.known_from <= $${at + 1}::date and h.occurred_on <= $${at + 2}::date
       order by h.project_id, h.occurred_on, h.known_from desc),
     flows (day, ${names}) as (
       select h.occurred_on, ${reached.map(() => '0').join(', ')}, ${added}
       from known h
       window business_days as (partition by h.project_id order by h.occurred_on)
       union all ${counted.join(' union all ')})
     select row_to_json(r)::text as row
     from (select to_char(day, 'YYYY-MM') as month, ${sums} from flows group by 1) r`,
    [...conditions.values, filters.knownOn ?? NOW, filters.asOf ?? NOW],
  )
  return flowsOfRows(rows)
}

/** Months in which something moved. */
export function flowsOfRows(rows: readonly { readonly row: string }[]): ReadonlyMap<string, Flows> {
  const months = rows.map(({ row }) => JSON.parse(row) as Flows & { month: string })
  const moved = months.filter((flows) => flowNames.some((name) => flows[name] !== 0))
  return new Map(moved.map(({ month, ...flows }) => [month, flows]))
}
