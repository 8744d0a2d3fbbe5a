import type { AlertChange } from '../alert/alert-episode.js'
import type { WatchedIdentity } from '../watch/watched-identity.js'

/** What a receiver gets, in the envelope of Standard Webhooks. Written once, so that every attempt sends the same bytes. */
export function deliveryBody({ event, episode }: AlertChange, project: WatchedIdentity): string {
  return JSON.stringify({
    type: event.type,
    timestamp: event.recordedAt,
    data: { eventId: event.id, alert: { ...episode, project } },
  })
}
