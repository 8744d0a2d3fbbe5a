import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { addInto } from '../summary/summary-sums.js'
import { kindsOf, type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import { loadStories } from '../story/story.projection.js'
import { periodConditions } from '../summary/cells.repository.js'
import { CELL_LEVELS, sumTable } from '../summary/contribution.js'
import { columnOf } from '../summary/measures.js'
import { flowNames, type Flows, flowsOfFacts } from '../card/flows.js'
import { flowsOfRows, pastFlows } from './past-flows.repository.js'

export type SeriesFilters = Pick<ProjectFilters, 'region' | 'facilityGroup' | 'facilityKind' | 'asOf' | 'knownOn'>

/** Stories are folded in portions, so that a wide question does not hold all of them in memory. */
const PROJECTS_AT_ONCE = 500

@Injectable()
export class SeriesReader {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  async months(filters: SeriesFilters, scope: ScopeFilter): Promise<ReadonlyMap<string, Flows>> {
    const { asOf, knownOn } = filters
    const path = await this.pathOf(filters.region)
    const isKept = asOf === undefined && path !== undefined && path.length <= CELL_LEVELS
    // As with a summary's, sums of the past are those of the regions that projects had then.
    const isPast = asOf !== undefined || knownOn !== undefined
    const visible = scope.all || (!isPast && path?.some((code) => scope.regionCodes.includes(code)))
    if (isKept && visible) return this.kept(filters)
    return isPast ? pastFlows(filters, scope, this.pool) : this.folded(filters, scope)
  }

  private async pathOf(region: string | undefined): Promise<readonly string[] | undefined> {
    if (region === undefined) return []
    const text = 'select path from region where code = $1'
    const { rows } = await this.pool.query<{ path: string[] }>(text, [region])
    return rows[0]?.path
  }

  private async kept(filters: SeriesFilters): Promise<ReadonlyMap<string, Flows>> {
    const conditions = periodConditions({ ...filters, kinds: kindsOf(filters) }, 'facility_kind', ['a', 'a'])
    const sums = flowNames.map((name) => `sum(${columnOf(name)}) as "${name}"`).join(', ')
    const { rows } = await this.pool.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select month, ${sums} from ${sumTable('months', filters.knownOn)} where ${conditions.sql} group by month) r`,
      conditions.values,
    )
    return flowsOfRows(rows)
  }

  /** For a scope that no kept sum covers: a few projects, from their own events. */
  private async folded(filters: SeriesFilters, scope: ScopeFilter): Promise<ReadonlyMap<string, Flows>> {
    const { from, conditions } = projectSet(filters, scope)
    const { rows } = await this.pool.query<{ project_id: string }>(
      `select p.project_id from ${from} where ${conditions.sql}`,
      conditions.values,
    )
    const months = new Map<string, Flows>()
    for (let at = 0; at < rows.length; at += PROJECTS_AT_ONCE) {
      const ids = rows.slice(at, at + PROJECTS_AT_ONCE).map((row) => row.project_id)
      for (const [projectId, facts] of await loadStories(ids, this.pool)) {
        for (const [month, flows] of flowsOfFacts(projectId, facts)) {
          const sums = months.get(month) ?? {}
          months.set(month, sums)
          addInto(sums, flows)
        }
      }
    }
    return months
  }
}
