import type { PoolClient } from 'pg'
import {
  type DataOf,
  type FiguresCut,
  ProgrammeIssued,
  ProgrammeRevised,
  RegionDefined,
  typesOf,
  upcast,
} from '@zhuji/contracts'
import type { ScopeFilter } from '@zhuji/platform'
import { type Card, unknownCard } from '../card/card.js'
import { faceOfJson, historyColumns, selectList } from '../card/card-row.js'
import { derive } from '../card/derive.js'
import { foldFact } from '../card/fold-card.js'
import type { Programme } from '../programmes/programme-versions.projection.js'
import { projectSet } from '../projects/project-conditions.js'
import { addScope, Conditions } from '../scope/conditions.js'
import { byPlace, factsAt, type PlacedFact } from './cut.js'
import { behindCut, between, inCut, type Places } from './cut-conditions.js'
import { type GroupFilters, isInGroup } from './group-filters.js'

type Client = Pick<PoolClient, 'query'>

export interface CutQuestion {
  readonly cut: FiguresCut
  readonly filters: GroupFilters
  readonly scope: ScopeFilter
}

const COLUMNS = selectList(historyColumns, 'p')
const ROWS_AT_ONCE = 1_000

/**
 * Every registered project as figures of a cut see it. The history has them by both days; a project of which something
 * came in later than the cut and claims to have been known by then is folded from its story, up to the cut. So a cut costs
 * what its projects are and what came late, whatever else was told since.
 */
export async function eachCardAt(question: CutQuestion, client: Client, take: (card: Card) => void): Promise<void> {
  const { cut, filters, scope } = question
  const late = await projectsWith(behindCut(cut), scope, client)
  for (let last: string | undefined; ;) {
    const { from, conditions, projectId } = projectSet({ ...filters, asOf: cut.asOf, knownOn: cut.knownOn }, scope)
    conditions.add(`${projectId} <> all(?::uuid[])`, late)
    if (last !== undefined) conditions.add(`${projectId} > ?`, last)
    const { rows } = await client.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${COLUMNS} from ${from} where ${conditions.sql} order by ${projectId} limit ${ROWS_AT_ONCE}) r`,
      conditions.values,
    )
    for (const { row } of rows) {
      const card = faceOfJson(row) as Card
      last = card.projectId
      take(card)
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  for (const [projectId, facts] of await placedFacts(late, client)) {
    const card = cardAt(projectId, facts, cut)
    if (isInGroup(card, filters)) take(card)
  }
}

export function cardAt(projectId: string, facts: readonly PlacedFact[], cut: FiguresCut): Card {
  return derive(factsAt(facts, cut).reduce(foldFact, unknownCard(projectId)))
}

/** Projects of which something is in the later cut and not in the earlier one. */
export async function projectsBetween(
  cuts: readonly [earlier: FiguresCut, later: FiguresCut],
  scope: ScopeFilter,
  client: Client,
): Promise<readonly string[]> {
  return projectsWith(between(cuts, await sealedByTheDay(cuts[0], client)), scope, client)
}

/**
 * Up to where a cut has everything of its logs: the last checkpoints of the day of its knowledge. What was recorded until
 * then was known by then.
 */
async function sealedByTheDay({ knownOn, logs }: FiguresCut, client: Client): Promise<Places> {
  const { rows } = await client.query<Places[number]>(
    `select distinct on (c.source) c.source as service, c.log_xid as xid, c.log_position::float8 as position
     from log_checkpoint c join unnest($1::text[], $2::integer[]) as cut (source, number)
       on c.source = cut.source and c.number <= cut.number
     where c.recorded_on <= $3::date order by c.source, c.number desc`,
    [logs.map(({ service }) => service), logs.map(({ checkpoint }) => checkpoint), knownOn],
  )
  return rows
}

async function projectsWith(facts: Conditions, scope: ScopeFilter, client: Client): Promise<readonly string[]> {
  addScope(facts, scope, 'c')
  const { rows } = await client.query<{ project_id: string }>(
    `select distinct project_id from story_event f ${scope.all ? '' : 'join project_card c using (project_id)'}
     where ${facts.sql} order by project_id`,
    facts.values,
  )
  return rows.map((row) => row.project_id)
}

/** All that is here of some projects, in the order of the logs. */
export async function placedFacts(
  projectIds: readonly string[],
  client: Client,
): Promise<ReadonlyMap<string, readonly PlacedFact[]>> {
  if (projectIds.length === 0) return new Map()
  const { rows } = await client.query<{ project_id: string; facts: PlacedFact[] }>(
    `select project_id, json_agg(json_build_object('id', event_id, 'type', type, 'source', source, 'key', project_id,
        'occurredOn', occurred_on, 'recordedAt', recorded_at, 'knownOn', known_on, 'data', data,
        'position', json_build_object('xid', log_xid, 'position', log_position))) as facts
      from story_event where project_id = any($1::uuid[]) group by project_id order by project_id`,
    [projectIds],
  )
  return new Map(rows.map((row) => [row.project_id, row.facts.map(upcast).toSorted(byPlace)]))
}

/** The facts of types, of some projects, that a cut is made of. */
export async function factsIn(
  cut: FiguresCut,
  { types, projectIds }: { readonly types: readonly string[]; readonly projectIds: readonly string[] },
  client: Client,
): Promise<readonly { projectId: string; occurredOn: string; type: string; data: unknown }[]> {
  const conditions = inCut(cut).add('f.type = any(?)', types).add('f.project_id = any(?::uuid[])', projectIds)
  const { rows } = await client.query<{ projectId: string; occurredOn: string; type: string; data: unknown }>(
    `select project_id as "projectId", occurred_on::text as "occurredOn", type, data from story_event f
     where ${conditions.sql}`,
    conditions.values,
  )
  return rows.map(upcast)
}

export interface CommonFacts {
  /** As the regions were called, by code. */
  readonly regionNames: ReadonlyMap<string, string>
  /** In the version in force, by id. */
  readonly programmes: ReadonlyMap<string, Programme>
}

export async function commonFactsAt(cut: FiguresCut, client: Client): Promise<CommonFacts> {
  const conditions = inCut(cut)
  const { rows } = await client.query<{ type: string; data: unknown }>(
    `select type, data from common_fact f where ${conditions.sql} order by source, log_xid, log_position`,
    conditions.values,
  )
  const regionNames = new Map<string, string>()
  const programmes = new Map<string, Programme>()
  const issued = typesOf([ProgrammeIssued, ProgrammeRevised])
  for (const fact of rows) {
    if (issued.includes(fact.type)) {
      const { reason: _, ...programme } = upcast(fact).data as DataOf<typeof ProgrammeRevised>
      programmes.set(programme.programmeId, programme)
    } else if (fact.type === RegionDefined.type) {
      const { regionPath } = fact.data as DataOf<typeof RegionDefined>
      for (const { code, name } of regionPath) regionNames.set(code, name)
    }
  }
  return { regionNames, programmes }
}

/** How many facts of each log had been known by a day and lie behind the place up to which it counts. */
export async function unsealedBy(cut: FiguresCut, client: Client): Promise<ReadonlyMap<string, number>> {
  const conditions = behindCut({ ...cut, asOf: cut.knownOn })
  const { rows } = await client.query<{ source: string; facts: number }>(
    `select source, count(*)::integer as facts from story_event f where ${conditions.sql} group by source order by source`,
    conditions.values,
  )
  return new Map(rows.map(({ source, facts }) => [source, facts]))
}
