import type { Client } from 'pg'

interface StoryRow {
  readonly type: string
  readonly occurredOn: string
  readonly recordedAt: string
  readonly knownOn: string
  readonly knownOnClaimed: boolean
  readonly actor: string
  readonly payload: string
}

/** The dashboards keep every event as it was when it came: that shows which field of the log was changed since. */
export async function copyInStory(client: Client, eventId: string): Promise<StoryRow | undefined> {
  const { rows } = await client.query<StoryRow>(
    `select type, occurred_on::text as "occurredOn", recorded_at as "recordedAt", known_on::text as "knownOn",
       known_on_claimed as "knownOnClaimed", actor::text as actor, data::text as payload
     from dashboards.story_event where event_id = $1`,
    [eventId],
  )
  return rows[0]
}
