import type { Client } from 'pg'
import type { Figures } from '@zhuji/kernel'
import { auditLog } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check } from '../check.js'

/** Versions without gaps, every hash over its event and the one before, and each stream's own row at its last event. */
export function hashChains({ context }: Service): Check {
  return {
    name: 'hash-chains',
    service: context,
    run: async ({ snapshots }, found) => {
      const story = snapshots.find('dashboards')
      return auditLog(snapshots.get(context), {
        context,
        copyOf: (eventId) => (story ? copyInStory(story, eventId) : Promise.resolve(undefined)),
        found: ({ what: slug, ...figures }) => {
          const unknown: Figures = slug === 'event-altered' ? { field: null, was: null } : {}
          found({ slug, figures: { service: context, ...unknown, ...figures } })
        },
      })
    },
  }
}

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
async function copyInStory(client: Client, eventId: string): Promise<StoryRow | undefined> {
  const { rows } = await client.query<StoryRow>(
    `select type, occurred_on::text as "occurredOn", recorded_at as "recordedAt", known_on::text as "knownOn",
       known_on_claimed as "knownOnClaimed", actor::text as actor, data::text as payload
     from dashboards.story_event where event_id = $1`,
    [eventId],
  )
  return rows[0]
}
