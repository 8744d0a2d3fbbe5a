import { Inject, Injectable } from '@nestjs/common'
import type { Pool } from 'pg'
import { DataSource } from 'typeorm'
import { z } from 'zod'
import { decodeCursor, type Page, pageOf, poolOf } from '@zhuji/platform'
import type { AskedClocks } from '../scope/clocks.js'
import { Conditions } from '../scope/conditions.js'
import { type StoryRow, toldRows } from './told.js'
import type { StoryItem } from './story.dto.js'

const cursorSchema = z.object({
  day: z.iso.date(),
  at: z.string().max(40),
  sequence: z.int(),
  percent: z.number().nullable(),
})

const COLUMNS = `event_id as "eventId", project_id as "projectId", source, type, occurred_on::text as "occurredOn",
  recorded_at as "recordedAt", known_on::text as "knownOn", known_on_claimed as "knownOnClaimed", actor, data,
  sequence::integer as sequence`

@Injectable()
export class Stories {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  /** All four logs merged, by the day on which each fact became known and then by when it was recorded. */
  async ofProject(
    projectId: string,
    { knownOn, asOf, cursor, limit }: AskedClocks & { readonly cursor?: string; readonly limit: number },
  ): Promise<Page<StoryItem>> {
    const after = decodeCursor(cursor, cursorSchema)
    const conditions = new Conditions().add('project_id = ?', projectId)
    if (knownOn !== undefined) conditions.add('known_on <= ?::date', knownOn)
    if (asOf !== undefined) conditions.add('least(occurred_on, known_on) <= ?::date', asOf)
    if (after) {
      // The first of them lets the index begin where the page does.
      conditions.add('known_on >= ?::date', after.day)
      conditions.add('(known_on, recorded_at, sequence) > (?::date, ?, ?)', after.day, after.at, after.sequence)
    }
    const { rows } = await this.pool.query<StoryRow>(
      `select ${COLUMNS} from story_event where ${conditions.sql}
       order by known_on, recorded_at, sequence limit ${limit + 1}`,
      conditions.values,
    )
    const told = toldRows(rows, after?.percent ?? null)
    const page = pageOf(told, limit, ({ row, percent }) => ({
      day: row.knownOn,
      at: row.recordedAt,
      sequence: row.sequence,
      percent,
    }))
    return { items: page.items.map(({ item }) => item), next: page.next }
  }
}
