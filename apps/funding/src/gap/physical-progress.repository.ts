import type { Pool, PoolClient } from 'pg'
import type { PhysicalProgress } from './physical-progress.js'

export class PhysicalProgressRepository {
  constructor(private readonly pool: Pool) {}

  /** Physical % by project; a project that is missing never reported. */
  async percents(projectIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await this.pool.query<{ project_id: string; physical_percent: number }>({
      name: 'physical-percents',
      text: `select project_id, physical_percent from physical_progress where project_id = any($1)`,
      values: [projectIds],
    })
    return new Map(rows.map((row) => [row.project_id, row.physical_percent]))
  }
}

/** One statement for a batch; a fact of an earlier day than the known one changes nothing. */
export async function rememberProgress(progress: readonly PhysicalProgress[], tx: PoolClient): Promise<void> {
  await tx.query({
    name: 'remember-progress',
    text: `insert into physical_progress (project_id, physical_percent, occurred_on)
      select * from unnest($1::uuid[], $2::double precision[], $3::date[])
      on conflict (project_id) do update
        set physical_percent = excluded.physical_percent, occurred_on = excluded.occurred_on
        where physical_progress.occurred_on <= excluded.occurred_on`,
    values: [
      progress.map(({ projectId }) => projectId),
      progress.map(({ physicalPercent }) => physicalPercent),
      progress.map(({ occurredOn }) => occurredOn),
    ],
  })
}
