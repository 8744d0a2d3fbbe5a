import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { regionTrait } from '../card/traits.js'
import { EVER, kindsOf, rowOn } from '../projects/project-conditions.js'
import { addScope, Conditions } from '../scope/conditions.js'
import type { ChangesAnswer, ChangesQuery } from './changes.dto.js'

/** A percentage that moved by no more than this did not move: registers round differently. */
const PHYSICAL_TOLERANCE = 0.005

const COUNTS = `
  count(b.project_id)::integer as "projects",
  count(*) filter (where a.project_id is null and b.registered)::integer as "registered",
  count(*) filter (where both_known)::integer as "compared",
  count(*) filter (where both_known and a.register_word <> b.register_word)::integer as "statusChanged",
  count(*) filter (where both_known and b.physical_percent - a.physical_percent > ${PHYSICAL_TOLERANCE})::integer as "physicalUp",
  count(*) filter (where both_known and a.physical_percent - b.physical_percent > ${PHYSICAL_TOLERANCE})::integer as "physicalDown",
  count(*) filter (where days_later > 0)::integer as "laterCount",
  percentile_cont(0.5) within group (order by days_later) filter (where days_later > 0) as "laterMedian",
  count(*) filter (where days_later < 0)::integer as "earlierCount",
  percentile_cont(0.5) within group (order by -days_later) filter (where days_later < 0) as "earlierMedian",
  count(*) filter (where both_known and a.halt is null and b.halt is not null)::integer as "halted",
  count(*) filter (where both_known and a.halt is not null and b.halt is null)::integer as "resumed",
  count(*) filter (where both_known and a.works_complete_on is null and b.works_complete_on is not null)::integer as "worksComplete",
  count(*) filter (where both_known and a.in_use_on is null and b.in_use_on is not null)::integer as "inUse",
  count(*) filter (where both_known and not a.cancelled and b.cancelled)::integer as "cancelled",
  coalesce(sum(b.disbursed_fen), 0) - coalesce(sum(a.disbursed_fen), 0) as "disbursedFen",
  coalesce(sum(b.in_place_fen), 0) - coalesce(sum(a.in_place_fen), 0) as "inPlaceFen"`

type Row = Omit<ChangesAnswer, 'fromKnownOn' | 'toKnownOn' | 'forecastLater' | 'forecastEarlier'> & {
  readonly laterCount: number
  readonly laterMedian: number | null
  readonly earlierCount: number
  readonly earlierMedian: number | null
}

@Injectable()
export class Changes {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  async between(query: ChangesQuery, scope: ScopeFilter): Promise<ChangesAnswer> {
    const { fromKnownOn, toKnownOn, asOf, region } = query
    const kinds = kindsOf(query)
    const conditions = new Conditions()
    addScope(conditions, scope, 'c')
    if (region !== undefined) conditions.add(EVER, regionTrait(region))
    const known = (row: string, knownOn: string) => {
      const isMeant = [`${row}.registered`]
      if (region !== undefined) isMeant.push(conditions.bound(`${row}.region_codes @> array[?]`, region))
      if (kinds !== undefined) isMeant.push(conditions.bound(`${row}.facility_kind = any(?)`, kinds))
      return `left join lateral (${rowOn({ knownOn, asOf }, conditions)}) ${row} on ${isMeant.join(' and ')}`
    }
    const [before, after] = [known('a', fromKnownOn), known('b', toKnownOn)]
    const { rows } = await this.pool.query<{ row: string }>(
      `select row_to_json(r)::text as row from (
         select ${COUNTS} from project_card c ${before} ${after}
         cross join lateral (select a.project_id is not null and b.project_id is not null as both_known) k
         cross join lateral (select case when both_known
           then b.forecast_completion_on - a.forecast_completion_on end as days_later) f
         where ${conditions.sql} and (a.project_id is not null or b.project_id is not null)) r`,
      conditions.values,
    )
    return answerOf(query, JSON.parse(rows[0]!.row) as Row)
  }
}

function answerOf({ fromKnownOn, toKnownOn }: ChangesQuery, row: Row): ChangesAnswer {
  const { laterCount, laterMedian, earlierCount, earlierMedian, ...counts } = row
  return {
    fromKnownOn,
    toKnownOn,
    ...counts,
    forecastLater: { count: laterCount, medianDays: laterMedian },
    forecastEarlier: { count: earlierCount, medianDays: earlierMedian },
  }
}
