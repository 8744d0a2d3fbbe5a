import type { PoolClient } from 'pg'
import { type DataOf, type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import { type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { rhythmEvents, takeRhythms } from './known-rhythms.repository.js'
import { watch, watchedEvents } from './watch.js'
import { unknownProject, type Watched } from './watched.js'

/** Seconds without another fact after which a history counts as told, and after which it is judged in any case. */
const SETTLE_S = 3
const SETTLE_S_MAX = 30

/** What is remembered of a project, and since when facts have come of which none has been judged. */
interface Remembered {
  readonly facts: Watched
  readonly toldSince: string
}

/**
 * What alerts remember, one row per project. Facts about a project whose registration has not arrived yet are kept in a
 * stub. `check_on` says when the row must be evaluated next; `-infinity` means at once, and is written in the same
 * transaction as the fact, so a crash in between loses nothing. Of a project whose history an import is telling, at once
 * means when nothing more has come for SETTLE_S: half a history is late everywhere, and its lights would be taken back a
 * moment later. Built anew, every row is due: the same lights record nothing, so nobody is told anything twice.
 */
export const watchedProjection: Projection = {
  group: 'alerts.watch',
  paceMs: UNHURRIED_MS,
  events: [...watchedEvents, RegionDefined, ...rhythmEvents],
  take,
  tables: [
    { name: 'watched_project', key: ['project_id'], incidental: ['check_on', 'told_since', 'judge_from'] },
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
  const current = new Set(ofProjects.filter((event) => !event.knownOnClaimed).map((event) => event.key))
  for (const event of ofProjects) {
    const { facts, toldSince } = watched.get(event.key)!
    watched.set(event.key, { facts: watch(facts, event), toldSince })
  }
  await save(
    [...watched.values()].map((one) => (current.has(one.facts.projectId) ? { facts: one.facts } : one)),
    tx,
  )
}

function isOfProgramme({ type }: RecordedEvent): boolean {
  return rhythmEvents.some((definition) => definition.type === type)
}

/** Ids are in order, so that two transactions never wait for each other in a ring. */
async function locked(ids: readonly string[], tx: PoolClient): Promise<Map<string, Remembered>> {
  const stubs = ids.map((projectId) => unknownProject(projectId))
  await tx.query({
    name: 'watch-stubs',
    text: `insert into watched_project (project_id, facts)
      select * from unnest($1::uuid[], $2::json[]) on conflict (project_id) do nothing`,
    values: [ids, stubs.map((stub) => JSON.stringify(stub))],
  })
  const { rows } = await tx.query<Remembered>({
    name: 'watched-locked',
    text: `select facts, coalesce(case when check_on = '-infinity' then told_since end, now())::text as "toldSince"
      from watched_project where project_id = any($1) order by project_id for update`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.facts.projectId, row]))
}

/** What has come of a history, and so is told with the instant since when, waits until it has settled. */
type Saved = Pick<Remembered, 'facts'> & Partial<Remembered>

async function save(watched: readonly Saved[], tx: PoolClient): Promise<void> {
  const rows = watched.map(({ facts, toldSince }) => ({
    project_id: facts.projectId,
    local_code: facts.identity?.localCode,
    name: facts.identity?.name,
    facility_kind: facts.identity?.facilityKind,
    region_codes: facts.identity?.regionCodes,
    owner_unit_id: facts.identity?.ownerUnitId,
    facts,
    told_since: toldSince,
  }))
  await tx.query({
    name: 'watched-save',
    text: `update watched_project w set local_code = r.local_code, name = r.name, facility_kind = r.facility_kind,
        region_codes = r.region_codes, owner_unit_id = r.owner_unit_id, facts = r.facts, check_on = '-infinity',
        told_since = r.told_since,
        judge_from = case when r.told_since is null then '-infinity'
          else least(now() + $2 * interval '1 s', r.told_since + $3 * interval '1 s') end
      from json_populate_recordset(null::watched_project, $1) r where w.project_id = r.project_id`,
    values: [JSON.stringify(rows), SETTLE_S, SETTLE_S_MAX],
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
