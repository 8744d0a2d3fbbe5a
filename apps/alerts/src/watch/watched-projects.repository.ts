import type { Pool, PoolClient } from 'pg'
import { type DataOf, type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import type { WatchedIdentity } from './watched-identity.js'
import { unknownProject, watch, type Watched } from './watched.js'

interface FactsRow {
  project_id: string
  facts: Watched
}

/**
 * What alerts remember, one row per project. Facts about a project whose registration has not arrived yet are kept in a
 * stub. `check_on` says when the row must be evaluated next; `-infinity` means at once, and is written in the same
 * transaction as the fact, so a crash in between loses nothing.
 */
export class WatchedProjects {
  constructor(private readonly pool: Pool) {}

  /** Takes a batch in: rows are read once, folded in memory and written once. */
  async take(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
    const regions = events.filter((event) => event.type === RegionDefined.type)
    if (regions.length > 0) await this.takeRegions(regions, tx)
    const ofProjects = events.filter((event) => event.type !== RegionDefined.type)
    if (ofProjects.length === 0) return
    const watched = await this.locked([...new Set(ofProjects.map((event) => event.key))].sort(), tx)
    for (const event of ofProjects) watched.set(event.key, watch(watched.get(event.key)!, event))
    await this.save([...watched.values()], tx)
  }

  /** Ids are in order, so that two transactions never wait for each other in a ring. */
  private async locked(ids: readonly string[], tx: PoolClient): Promise<Map<string, Watched>> {
    const stubs = ids.map((projectId) => unknownProject(projectId))
    await tx.query({
      name: 'watch-stubs',
      text: `insert into watched_project (project_id, facts)
        select * from unnest($1::uuid[], $2::json[]) on conflict (project_id) do nothing`,
      values: [ids, stubs.map((stub) => JSON.stringify(stub))],
    })
    const { rows } = await tx.query<FactsRow>({
      name: 'watched-locked',
      text: `select project_id, facts from watched_project where project_id = any($1) order by project_id for update`,
      values: [ids],
    })
    return new Map(rows.map((row) => [row.project_id, row.facts]))
  }

  private async save(watched: readonly Watched[], tx: PoolClient): Promise<void> {
    const rows = watched.map((facts) => ({
      project_id: facts.projectId,
      local_code: facts.identity?.localCode,
      name: facts.identity?.name,
      facility_kind: facts.identity?.facilityKind,
      region_codes: facts.identity?.regionCodes,
      owner_unit_id: facts.identity?.ownerUnitId,
      facts,
    }))
    await tx.query({
      name: 'watched-save',
      text: `update watched_project w set local_code = r.local_code, name = r.name, facility_kind = r.facility_kind,
          region_codes = r.region_codes, owner_unit_id = r.owner_unit_id, facts = r.facts, check_on = '-infinity'
        from json_populate_recordset(null::watched_project, $1) r where w.project_id = r.project_id`,
      values: [JSON.stringify(rows)],
    })
  }

  private async takeRegions(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
    const latest = new Map(events.map((event) => [event.key, event.data as DataOf<typeof RegionDefined>]))
    const rows = [...latest.values()].map(({ code, regionPath }) => ({
      code,
      region_codes: regionPath.map((region) => region.code),
    }))
    await tx.query({
      name: 'regions-save',
      text: `insert into known_region (code, region_codes)
        select code, region_codes from json_populate_recordset(null::known_region, $1)
        on conflict (code) do update set region_codes = excluded.region_codes`,
      values: [JSON.stringify(rows)],
    })
  }

  async identitiesOf(projectIds: readonly string[], runner: Pool | PoolClient): Promise<Map<string, WatchedIdentity>> {
    const { rows } = await runner.query<WatchedIdentity>({
      name: 'watched-identities',
      text: `select project_id as "projectId", local_code as "localCode", name, facility_kind as "facilityKind",
          region_codes as "regionCodes", owner_unit_id as "ownerUnitId"
        from watched_project where project_id = any($1) and name is not null`,
      values: [projectIds],
    })
    return new Map(rows.map((row) => [row.projectId, row]))
  }

  /** From the root to the division, for each code that the register has defined. */
  async regionPaths(codes: readonly string[]): Promise<Map<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ code: string; region_codes: string[] }>(
      'select code, region_codes from known_region where code = any($1)',
      [codes],
    )
    return new Map(rows.map((row) => [row.code, row.region_codes]))
  }
}
