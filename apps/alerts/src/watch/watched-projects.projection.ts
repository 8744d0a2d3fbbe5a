import type { PoolClient } from 'pg'
import { type DataOf, type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { rhythmEvents, takeRhythms } from './known-rhythms.repository.js'
import { watch, watchedEvents } from './watch.js'
import { unknownProject, type Watched } from './watched.js'

interface FactsRow {
  project_id: string
  facts: Watched
}

/**
 * What alerts remember, one row per project. Facts about a project whose registration has not arrived yet are kept in a
 * stub. `check_on` says when the row must be evaluated next; `-infinity` means at once, and is written in the same
 * transaction as the fact, so a crash in between loses nothing. Built anew, every row is due: the same lights record
 * nothing, so nobody is told anything twice.
 */
export const watchedProjection: Projection = {
  group: 'alerts.watch',
  paceMs: UNHURRIED_MS,
  events: [...watchedEvents, RegionDefined, ...rhythmEvents],
  take,
  tables: [
    { name: 'watched_project', key: ['project_id'], incidental: ['check_on'] },
    { name: 'known_region', key: ['code'] },
    { name: 'known_rhythm', key: ['programme_id', 'version'] },
  ],
}

/** Takes a batch in: rows are read once, folded in memory and written once. */
async function take(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const regions = events.filter((event) => event.type === RegionDefined.type)
  if (regions.length > 0) await takeRegions(regions, tx)
  const rhythms = events.filter(isOfProgramme)
  if (rhythms.length > 0) await takeRhythms(rhythms, tx)
  const ofProjects = events.filter((event) => event.type !== RegionDefined.type && !isOfProgramme(event))
  if (ofProjects.length === 0) return
  const watched = await locked([...new Set(ofProjects.map((event) => event.key))].sort(), tx)
  for (const event of ofProjects) watched.set(event.key, watch(watched.get(event.key)!, event))
  await save([...watched.values()], tx)
}

function isOfProgramme({ type }: RecordedEvent): boolean {
  return rhythmEvents.some((definition) => definition.type === type)
}

/** Ids are in order, so that two transactions never wait for each other in a ring. */
async function locked(ids: readonly string[], tx: PoolClient): Promise<Map<string, Watched>> {
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

async function save(watched: readonly Watched[], tx: PoolClient): Promise<void> {
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

async function takeRegions(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
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
