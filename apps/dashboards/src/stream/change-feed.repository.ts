import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { poolOf } from '@zhuji/platform'
import type { ChangeRow, StoryPlace } from './change-row.js'

export const PORTION_MAX = 1_000

interface Row {
  xid: string
  sequence: string
  project_id: string
  source: string
  log_position: string
  owner_unit_id: string | null
  region_codes: string[] | null
}

/** Reads what was taken in. The story has one writer at a time, so nothing can appear behind a place later. */
@Injectable()
export class ChangeFeed {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  /** The last place that `after` shows. */
  async head(): Promise<StoryPlace> {
    const { rows } = await this.pool.query<Row>({
      name: 'change-head',
      text: `select s.xid::text as xid, s.sequence::text as sequence from story_event s
        order by s.xid desc, s.sequence desc limit 1`,
    })
    return rows[0] ? { xid: rows[0].xid, sequence: Number(rows[0].sequence) } : { xid: '0', sequence: 0 }
  }

  async after({ xid, sequence }: StoryPlace): Promise<readonly ChangeRow[]> {
    const { rows } = await this.pool.query<Row>({
      name: 'changes-after',
      // The place stands where the planner does not look for its value: one plan serves all portions.
      text: `with place as materialized (select $1::xid8 as xid, $2::bigint as sequence)
        select s.xid::text as xid, s.sequence::text as sequence, s.project_id, s.source,
          s.log_position::text as log_position, c.owner_unit_id, c.region_codes
        from place, lateral (select * from story_event story
          where (story.xid, story.sequence) > (place.xid, place.sequence)
          order by story.xid, story.sequence limit ${PORTION_MAX}) s
          left join lateral (select owner_unit_id, region_codes from project_card
            where project_id = s.project_id and registered limit 1) c on true
        order by s.xid, s.sequence`,
      values: [xid, sequence],
    })
    return rows.map((row) => ({
      xid: row.xid,
      sequence: Number(row.sequence),
      projectId: row.project_id,
      source: row.source,
      logPosition: Number(row.log_position),
      ownerUnitId: row.owner_unit_id,
      regionCodes: row.region_codes ?? [],
    }))
  }
}
