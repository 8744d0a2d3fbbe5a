import { Inject, Injectable } from '@nestjs/common'
import type { Pool, PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import { type LogCheckpoint, type LogPosition, typesOf } from '@zhuji/contracts'
import { checkpointTypeOf, type Lack, lacking, ROOT_START, type TakenIn } from '@zhuji/messaging'
import { poolOf } from '@zhuji/platform'
import { dashboardEvents, isAboutProject, sources } from '../projection/dashboard-events.js'
import { commonEvents } from './sealed-logs.projection.js'

/** What of one log is here, by its checkpoints. */
export interface CompleteLog {
  readonly service: string
  /** The last checkpoint up to which nothing is missing; 0 where there is none. */
  readonly number: number
  readonly recordedOn: string | null
  readonly through: LogPosition
  readonly root: string
  /** What is missing behind it, up to the newest checkpoint at hand. */
  readonly lacks: readonly Lack[]
}

interface Kept {
  readonly number: number
  readonly recordedOn: string
  readonly through: LogPosition
  readonly root: string
  readonly counts: TakenIn
}

/** Every type of which the story or the common facts have each one. */
const kept: ReadonlySet<string> = new Set([
  ...typesOf(dashboardEvents.filter(({ type }) => isAboutProject(type))),
  ...typesOf(commonEvents),
])

@Injectable()
export class CompleteLogs {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  all(): Promise<readonly CompleteLog[]> {
    return completeLogs(this.pool)
  }
}

/**
 * Counts what is here of each sealed segment and compares that with what its checkpoint says: exact on either bus, because
 * no reader's position is asked. Reads the place of every fact once, and of a segment with too few their types.
 */
export async function completeLogs(client: Pick<PoolClient, 'query'>): Promise<readonly CompleteLog[]> {
  const checkpoints = await checkpointsOf(client)
  const takenIn = await takenInOf(checkpoints, client)
  return sources.map((service) => logOf(service, checkpoints.get(service) ?? [], takenIn))
}

function logOf(service: string, checkpoints: readonly Kept[], takenIn: ReadonlyMap<string, TakenIn>): CompleteLog {
  const hole = checkpoints.findIndex(({ number }, index) => number !== index + 1)
  const followed = hole < 0 ? checkpoints : checkpoints.slice(0, hole)
  const segments = followed.map(({ number, counts }) => ({
    checkpoint: { service, number, inventory: { counts, streams: [] } } as unknown as LogCheckpoint,
    takenIn: takenIn.get(`${service} ${number}`) ?? {},
  }))
  const lacks = lacking(segments, kept)
  const missing = { service, number: followed.length + 1, type: checkpointTypeOf(service), missing: 1 }
  const last = followed[(lacks[0]?.number ?? followed.length + 1) - 2]
  return {
    service,
    number: last?.number ?? 0,
    recordedOn: last?.recordedOn ?? null,
    through: last?.through ?? { xid: '0', position: 0 },
    root: last?.root ?? ROOT_START,
    lacks: hole < 0 ? lacks : [...lacks, missing],
  }
}

async function checkpointsOf(client: Pick<PoolClient, 'query'>): Promise<ReadonlyMap<string, readonly Kept[]>> {
  const { rows } = await client.query<{ source: string; checkpoints: Kept[] }>(
    `select source, json_agg(json_build_object('number', number, 'recordedOn', recorded_on, 'root', root, 'counts', counts,
         'through', json_build_object('xid', log_xid, 'position', log_position)) order by number) as checkpoints
       from log_checkpoint group by source`,
  )
  return new Map(rows.map(({ source, checkpoints }) => [source, checkpoints]))
}

/** By log and number of the checkpoint that ends the segment, as long as none is missing before it. */
async function takenInOf(
  checkpoints: ReadonlyMap<string, readonly Kept[]>,
  client: Pick<PoolClient, 'query'>,
): Promise<ReadonlyMap<string, TakenIn>> {
  const takenIn = new Map<string, TakenIn>()
  const counted = await eventsOfSegments(client)
  for (const [source, segments] of checkpoints) {
    for (const { number, counts } of segments) {
      const told = Object.entries(counts).reduce((sum, [type, events]) => sum + (kept.has(type) ? events : 0), 0)
      const segment = `${source} ${number}`
      const isWhole = (counted.get(segment) ?? 0) >= told
      takenIn.set(segment, isWhole ? counts : await typesOfSegment({ source, number }, client))
    }
  }
  return takenIn
}

const SEGMENTS = `select source, number, log_xid as xid, log_position as position,
    lag(log_xid, 1, '0'::xid8) over log as after_xid, lag(log_position, 1, 0) over log as after_position
  from log_checkpoint window log as (partition by source order by number)`
const WITHIN = `f.source = s.source and (f.log_xid, f.log_position) > (s.after_xid, s.after_position)
  and (f.log_xid, f.log_position) <= (s.xid, s.position)`

/** Answered by the indexes of places alone. */
async function eventsOfSegments(client: Pick<PoolClient, 'query'>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ segment: string; events: number }>(
    `select source || ' ' || number as segment, ((select count(*) from story_event f where ${WITHIN})
       + (select count(*) from common_fact f where ${WITHIN}))::float8 as events
     from (${SEGMENTS}) s`,
  )
  return new Map(rows.map(({ segment, events }) => [segment, events]))
}

async function typesOfSegment(
  { source, number }: { readonly source: string; readonly number: number },
  client: Pick<PoolClient, 'query'>,
): Promise<TakenIn> {
  const { rows } = await client.query<{ type: string; events: number }>(
    `select f.type, count(*)::float8 as events from (${SEGMENTS}) s, lateral (
       select type from story_event f where ${WITHIN} union all select type from common_fact f where ${WITHIN}) f
     where s.source = $1 and s.number = $2 group by f.type`,
    [source, number],
  )
  return Object.fromEntries(rows.map(({ type, events }) => [type, events]))
}
