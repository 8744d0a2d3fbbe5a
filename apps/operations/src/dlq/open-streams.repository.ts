import type { Client } from 'pg'
import { placeOf, type Selection } from './dead-letters.repository.js'

/** The open dead letters of one stream with one group, in the order of their versions, up to the last one selected. */
export interface OpenStream {
  readonly group: string
  readonly source: string
  /** Null for records that name no stream; each of them stands alone. */
  readonly streamId: string | null
  readonly letters: readonly { readonly id: string; readonly eventId: string | null; readonly type: string | null }[]
}

/** Only ids and names are in memory: a dead letter's bytes stay where they are. */
export async function openStreams(
  client: Client,
  context: string,
  selection: Selection,
): Promise<readonly OpenStream[]> {
  const { id, group, cause, type } = selection
  const { rows } = await client.query<OpenStream>(
    `with open as (
       select id, consumer_group, source, event_id, type, cause, event->>'streamId' as stream_id,
         (event->>'streamVersion')::int as version
       from dead_letter where redriven_at is null
     ), selected as (
       select consumer_group, source, stream_id, case when stream_id is null then id end as alone, max(version) as last
       from open
       where ($1::bigint is null or id = $1) and ($2::text is null or consumer_group = $2)
         and ($3::text is null or cause = $3) and ($4::text is null or type = $4)
       group by 1, 2, 3, 4
     )
     select open.consumer_group as group, open.source, open.stream_id as "streamId",
       json_agg(json_build_object('id', open.id::text, 'eventId', open.event_id, 'type', open.type)
         order by open.version, open.id) as letters
     from selected join open on open.consumer_group = selected.consumer_group and open.source = selected.source
       and (open.id = selected.alone or open.stream_id = selected.stream_id and open.version <= selected.last)
     group by open.consumer_group, open.source, open.stream_id, selected.alone
     order by min(open.id)`,
    [id === undefined || placeOf(id).context !== context ? null : placeOf(id).number, group, cause, type],
  )
  return rows
}
