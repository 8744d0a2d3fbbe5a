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

interface Row {
  project_id: string
  report_id: string
  reported_on: string
  physical_percent: number
}

export async function knownProgress(
  projectIds: readonly string[],
  tx: PoolClient,
): Promise<ReadonlyMap<string, PhysicalProgress>> {
  const { rows } = await tx.query<Row>({
    name: 'known-progress',
    text: `select project_id, report_id, reported_on::text as reported_on, physical_percent
      from physical_progress where project_id = any($1)`,
    values: [projectIds],
  })
  const progress = rows.map((row) => ({
    projectId: row.project_id,
    reportId: row.report_id,
    on: row.reported_on,
    percent: row.physical_percent,
  }))
  return new Map(progress.map((project) => [project.projectId, project]))
}

/** One statement for a batch. */
export async function saveProgress(progress: readonly PhysicalProgress[], tx: PoolClient): Promise<void> {
  if (progress.length === 0) return
  await tx.query({
    name: 'save-progress',
    text: `insert into physical_progress (project_id, report_id, reported_on, physical_percent)
      select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::double precision[])
      on conflict (project_id) do update set report_id = excluded.report_id, reported_on = excluded.reported_on,
        physical_percent = excluded.physical_percent`,
    values: [
      progress.map(({ projectId }) => projectId),
      progress.map(({ reportId }) => reportId),
      progress.map(({ on }) => on),
      progress.map(({ percent }) => percent),
    ],
  })
}
