import type { PoolClient } from 'pg'
import { type RecordedEvent, recordedAs, upcast } from '@zhuji/contracts'
import type { Fact } from '../card/fact.js'
import { arraysOf, type Columns, namesOf, selected, unnested } from '@zhuji/messaging'

const columns = {
  id: ['event_id', 'uuid'],
  key: ['project_id', 'uuid'],
  source: ['source', 'text'],
  type: ['type', 'text'],
  occurredOn: ['occurred_on', 'date'],
  recordedAt: ['recorded_at', 'text'],
  knownOn: ['known_on', 'date'],
  knownOnClaimed: ['known_on_claimed', 'boolean'],
  actor: ['actor', 'json'],
  data: ['data', 'json'],
  logXid: ['log_xid', 'xid8'],
  logPosition: ['log_position', 'bigint'],
} as const satisfies Columns

/** Which of the events the story has already. */
export async function knownEvents(events: readonly RecordedEvent[], tx: PoolClient): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set()
  const { rows } = await tx.query<{ event_id: string }>({
    name: 'known-events',
    // One search of the index each, whatever was known of the table's size when this was planned.
    text: `select known.* from unnest($1::uuid[]) as asked (id), lateral (
      select event_id from story_event where event_id = asked.id limit 1) known`,
    values: [events.map(({ id }) => id)],
  })
  return new Set(rows.map((row) => row.event_id))
}

/**
 * Keeps events as the logs hold them, so that what was taken in before a newer version came and after it is the same. Only with the lock of the sums, which gives the story one writer at a time: its order is that of the commits.
 */
export async function insertStory(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  if (events.length === 0) return
  const told = events.map((event) => ({
    ...event,
    ...recordedAs(event),
    logXid: event.position.xid,
    logPosition: event.position.position,
  }))
  await tx.query({
    name: 'insert-story',
    text: `insert into story_event (${namesOf(columns).join(', ')})
      select ${selected(columns).join(', ')} from ${unnested(columns)} order by r.place`,
    values: arraysOf(columns, told),
  })
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
  return new Map(rows.map((row) => [row.project_id, (JSON.parse(row.facts) as Fact[]).map(upcast)]))
}
