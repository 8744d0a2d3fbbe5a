import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import type { Fact } from '../card/fact.js'

/** Keeps the events and returns those that were not there before, in the same order. */
export async function insertStory(events: readonly RecordedEvent[], tx: PoolClient): Promise<readonly RecordedEvent[]> {
  if (events.length === 0) return []
  const { rows } = await tx.query<{ event_id: string }>({
    name: 'insert-story',
    text: `insert into story_event (event_id, project_id, source, type, occurred_on, recorded_at, known_on,
        known_on_claimed, actor, data, log_xid, log_position)
      select event_id, project_id, source, type, occurred_on, recorded_at, known_on,
        known_on_claimed, actor, data, log_xid, log_position
      from rows from (json_to_recordset($1) as (event_id uuid, project_id uuid, source text, type text,
        occurred_on date, recorded_at text, known_on date, known_on_claimed boolean, actor json, data json,
        log_xid text, log_position bigint)) with ordinality
      order by ordinality
      on conflict (event_id) do nothing returning event_id`,
    values: [JSON.stringify(events.map(rowOfEvent))],
  })
  if (rows.length === events.length) return events
  const fresh = new Set(rows.map((row) => row.event_id))
  return events.filter(({ id }) => fresh.delete(id))
}

function rowOfEvent(event: RecordedEvent): Record<string, unknown> {
  return {
    event_id: event.id,
    project_id: event.key,
    source: event.source,
    type: event.type,
    occurred_on: event.occurredOn,
    recorded_at: event.recordedAt,
    known_on: event.knownOn,
    known_on_claimed: event.knownOnClaimed,
    actor: event.actor,
    data: event.data,
    log_xid: event.position.xid,
    log_position: event.position.position,
  }
}

/** All facts of some projects, in the order in which they were taken in. */
export async function loadStories(
  projectIds: readonly string[],
  tx: Pick<PoolClient, 'query'>,
): Promise<Map<string, Fact[]>> {
  const { rows } = await tx.query<{ project_id: string; facts: string }>({
    name: 'load-stories',
    text: `select project_id, json_agg(json_build_object('id', event_id, 'type', type, 'source', source,
        'key', project_id, 'occurredOn', occurred_on, 'recordedAt', recorded_at, 'knownOn', known_on, 'data', data)
        order by sequence)::text as facts
      from story_event where project_id = any($1) group by project_id`,
    values: [projectIds],
  })
  return new Map(rows.map((row) => [row.project_id, JSON.parse(row.facts) as Fact[]]))
}
