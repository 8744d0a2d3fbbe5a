import type { Pool, PoolClient } from 'pg'
import type { WatchedIdentity } from './watched-identity.js'

/** Questions to what alerts remember of projects and regions. */
export class WatchedProjects {
  constructor(private readonly pool: Pool) {}

  /** From the root to the division, for each code that the register has defined. */
  async regionPaths(codes: readonly string[]): Promise<Map<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ code: string; region_codes: string[] }>(
      'select code, region_codes from known_region where code = any($1)',
      [codes],
    )
    return new Map(rows.map((row) => [row.code, row.region_codes]))
  }
}

/** Those of the projects whose registration has arrived. */
export async function watchedIdentities(
  projectIds: readonly string[],
  runner: Pool | PoolClient,
): Promise<Map<string, WatchedIdentity>> {
  const { rows } = await runner.query<WatchedIdentity>({
    name: 'watched-identities',
    text: `select project_id as "projectId", local_code as "localCode", name, facility_kind as "facilityKind",
        region_codes as "regionCodes", owner_unit_id as "ownerUnitId"
      from watched_project where project_id = any($1) and name is not null`,
    values: [projectIds],
  })
  return new Map(rows.map((row) => [row.projectId, row]))
}
