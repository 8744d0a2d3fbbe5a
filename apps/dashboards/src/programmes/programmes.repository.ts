import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { LedgerEntryPosted, ProgressCorrected, ProgressReported, typesOf, upcast } from '@zhuji/contracts'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { historyColumns, selectList } from '../card/card-row.js'
import { type ReadPosition, readPositions } from '../positions/read-positions.repository.js'
import { projectSet } from '../projects/project-conditions.js'
import type { Clocks } from '../scope/clocks.js'
import { countedEvents, flowOf, speaksOf } from './counted-facts.js'
import type { Programme, TargetLine } from './programme-versions.projection.js'
import { type Flows, isFlow, type MemberFace, memberFields } from './target-members.js'

export interface KnownVersion {
  readonly programme: Programme
  readonly eventId: string
  readonly occurredOn: string
  readonly recordedAt: string
}

const FACE = selectList(Object.fromEntries(memberFields.map((name) => [name, historyColumns[name]])), 'p')
const investment = typesOf([ProgressReported, ProgressCorrected])
const entries = typesOf([LedgerEntryPosted])
const counted = typesOf(countedEvents)

@Injectable()
export class Programmes {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  /** The version in force on a day as known on another, of one programme or of each. */
  async inForce({ day, knownOn }: Clocks, programmeId?: string): Promise<readonly KnownVersion[]> {
    const { rows } = await this.pool.query<KnownVersion>(
      `select distinct on (programme_id) programme, event_id as "eventId", occurred_on::text as "occurredOn",
         recorded_at as "recordedAt" from programme_version
       where occurred_on <= $1 and known_on <= $2 and programme_id = coalesce($3::uuid, programme_id)
       order by programme_id, version desc`,
      [day, knownOn ?? 'infinity', programmeId ?? null],
    )
    return rows
  }

  async version(programmeId: string, version: number): Promise<KnownVersion | undefined> {
    const { rows } = await this.pool.query<KnownVersion>(
      `select programme, event_id as "eventId", occurred_on::text as "occurredOn", recorded_at as "recordedAt"
       from programme_version where programme_id = $1 and version = $2`,
      [programmeId, version],
    )
    return rows[0]
  }

  /** The projects of a line that the caller may see, in the order of their ids. Those that were cancelled stay on a list that names them. */
  async faces(
    { scope: { projects, facilityKinds, regions } }: TargetLine,
    { knownOn, asOf }: Clocks,
    scope: ScopeFilter,
  ) {
    const { from, conditions, projectId: id } = projectSet({ knownOn, asOf }, scope)
    if (projects.length > 0)
      conditions.add(
        `${id} = any(?::uuid[])`,
        projects.map(({ projectId }) => projectId),
      )
    else {
      conditions.add('not p.cancelled and not p.unbundled')
      if (facilityKinds.length > 0) conditions.add('p.facility_kind = any(?)', facilityKinds)
      if (regions.length > 0) conditions.add('p.region_codes && ?', regions)
    }
    const { rows } = await this.pool.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${FACE} from ${from} where ${conditions.sql} order by ${id}) r`,
      conditions.values,
    )
    return rows.map(({ row }) => JSON.parse(row) as MemberFace)
  }

  /** What came in of a line's measure from the first day of the period to the day, no later than the cut-off. */
  async flows(
    { programme: { period }, line }: { programme: Programme; line: TargetLine },
    { day, knownOn }: Clocks,
    projectIds: readonly string[],
  ): Promise<Flows> {
    if (!isFlow(line)) return new Map()
    const last = day < line.cutOffOn ? day : line.cutOffOn
    const { rows } = await this.pool.query<{ project_id: string; type: string; data: unknown }>(
      `select project_id, type, data from story_event
       where project_id = any($1::uuid[]) and type = any($2) and occurred_on between $3 and $4 and known_on <= $5`,
      [projectIds, line.measure === 'investment' ? investment : entries, period.from, last, knownOn ?? 'infinity'],
    )
    const flows = new Map<string, number>()
    for (const { project_id: projectId, ...fact } of rows) {
      const fen = flowOf(line.measure, upcast(fact))
      if (fen !== undefined) flows.set(projectId, (flows.get(projectId) ?? 0) + fen)
    }
    return flows
  }

  /** The events by which each of these projects counts, in their order. */
  async because(
    line: TargetLine,
    { day, knownOn }: Clocks,
    projectIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ project_id: string; event_id: string; type: string; data: unknown }>(
      `select project_id, event_id, type, data from story_event
       where project_id = any($1::uuid[]) and type = any($2) and known_on <= $3 and occurred_on <= $4
       order by project_id, sequence`,
      [projectIds, counted, knownOn ?? 'infinity', day],
    )
    const because = new Map<string, string[]>(projectIds.map((id) => [id, []]))
    for (const { project_id: projectId, event_id: eventId, ...fact } of rows) {
      if (speaksOf(line, upcast(fact))) because.get(projectId)!.push(eventId)
    }
    return because
  }

  async regionNames(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ code: string; name: string }>(
      'select code, name from region where code = any($1)',
      [codes],
    )
    return new Map(rows.map(({ code, name }) => [code, name]))
  }

  async positions(): Promise<readonly ReadPosition[]> {
    const tx = await this.pool.connect()
    try {
      return await readPositions(tx)
    } finally {
      tx.release()
    }
  }
}
