import { Inject, Injectable } from '@nestjs/common'
import type { Pool, PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import type { CompletedWork } from '@zhuji/figures'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { positionMap, readPositions } from '../positions/read-positions.repository.js'
import { inSnapshot } from '../positions/snapshot.repository.js'
import { type ProjectFilters, type ProjectSet, projectSet } from '../projects/project-conditions.js'

export type ClassFilters = Pick<ProjectFilters, 'region' | 'facilityGroup' | 'facilityKind' | 'asOf' | 'knownOn'>

/** `plannedDays` is null where nobody ever said how long it would take. */
export interface ClassMember {
  readonly projectId: string
  readonly name: string
  readonly plannedDays: number | null
  readonly actualDays: number
}

/** As promised first: a later baseline must not make a class look faster than it was. Where there is no plan, as registered and as first expected. */
const PLANNED = `coalesce(p.first_planned_completion_on, p.first_forecast_completion_on)
  - coalesce(p.first_planned_start_on, p.planned_start_on)`

@Injectable()
export class ReferenceClasses {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  /** Works of a class that were built here and are complete. Cost follows the projects of the class. */
  async completed(filters: ClassFilters, scope: ScopeFilter) {
    const set = projectSet(filters, scope)
    set.conditions.add('p.started_on <= p.works_complete_on and not p.cancelled and p.taken_over_on is null')
    return inSnapshot(this.pool, async (tx) => {
      const positions = positionMap(await readPositions(tx))
      return { members: await membersOf(set, tx), positions }
    })
  }

  /** The kind of one project, and how long it was planned to take. */
  async project(
    projectId: string,
    clocks: ClassFilters,
    scope: ScopeFilter,
  ): Promise<{ readonly facilityKind: string; readonly plannedDays: number | null } | undefined> {
    const set = projectSet({ asOf: clocks.asOf, knownOn: clocks.knownOn }, scope)
    const { from, conditions } = set
    conditions.add(`${set.projectId} = ?`, projectId)
    const { rows } = await this.pool.query<{ facilityKind: string; plannedDays: number | null }>(
      `select p.facility_kind as "facilityKind", ${PLANNED} as "plannedDays" from ${from} where ${conditions.sql}`,
      conditions.values,
    )
    return rows[0]
  }
}

async function membersOf({ from, conditions }: ProjectSet, tx: PoolClient): Promise<readonly ClassMember[]> {
  const { rows } = await tx.query<ClassMember>(
    `select p.project_id as "projectId", p.name, ${PLANNED} as "plannedDays",
       p.works_complete_on - p.started_on as "actualDays"
     from ${from} where ${conditions.sql} order by p.project_id`,
    conditions.values,
  )
  return rows
}

export const isCompared = (member: ClassMember): member is ClassMember & CompletedWork => (member.plannedDays ?? 0) > 0
