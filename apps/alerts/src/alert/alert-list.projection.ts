import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import type { Projection } from '@zhuji/messaging'
import { createDeliveries } from '../delivery/deliveries.repository.js'
import { type AlertChange, type AlertEpisode, alertListEvents, foldChanges } from './alert-episode.js'

/** The list and the feed without anybody being told: what a build anew from the log repeats. */
export const alertListProjection: Projection = {
  group: 'alerts.alert-list',
  events: alertListEvents,
  take: async (events, tx) => {
    await projectAlerts(events, tx)
  },
  act: async (events, tx) => createDeliveries(await projectAlerts(events, tx), new Date(), tx),
  tables: [
    { name: 'alert', key: ['alert_id'] },
    { name: 'alert_change', key: ['event_id'] },
  ],
}

/**
 * Keeps the list of alerts and the feed of their changes. The feed holds each change with the episode as it stood then,
 * at the place of its event in the log, and is written by one transaction after the other: who reads it by place misses
 * nothing and may go on from any place later.
 */
export async function projectAlerts(events: readonly RecordedEvent[], tx: PoolClient): Promise<readonly AlertChange[]> {
  const ids = [...new Set(events.map((event) => (event.data as { alertId: string }).alertId))]
  const { rows } = await tx.query<{ alert_id: string; episode: AlertEpisode }>({
    name: 'alerts-known',
    text: 'select alert_id, episode from alert where alert_id = any($1)',
    values: [ids],
  })
  const episodes = new Map(rows.map((row) => [row.alert_id, row.episode]))
  const changes = foldChanges(episodes, events)
  if (changes.length === 0) return changes
  await saveEpisodes([...episodes.values()], tx)
  await saveChanges(changes, tx)
  return changes
}

async function saveEpisodes(episodes: readonly AlertEpisode[], tx: PoolClient): Promise<void> {
  const rows = episodes.map((episode) => ({
    alert_id: episode.alertId,
    project_id: episode.projectId,
    measure: episode.cause.measure,
    severity: episode.severity,
    status: episode.status,
    raised_at: episode.raisedAt,
    episode,
  }))
  await tx.query({
    name: 'alerts-save',
    text: `insert into alert select * from json_populate_recordset(null::alert, $1)
      on conflict (alert_id) do update set severity = excluded.severity, status = excluded.status,
        episode = excluded.episode`,
    values: [JSON.stringify(rows)],
  })
}

async function saveChanges(changes: readonly AlertChange[], tx: PoolClient): Promise<void> {
  const rows = changes.map(({ event, episode, previousSeverity }) => ({
    event_id: event.id,
    xid: event.position.xid,
    position: event.position.position,
    type: event.type,
    previous_severity: previousSeverity,
    project_id: episode.projectId,
    episode,
    alert_id: episode.alertId,
    known_on: event.knownOn,
    known_until: 'infinity',
  }))
  await tx.query({
    name: 'alert-changes-save',
    text: `insert into alert_change select * from json_populate_recordset(null::alert_change, $1)
      on conflict (event_id) do nothing`,
    values: [JSON.stringify(rows)],
  })
  await tx.query({
    name: 'alert-changes-end',
    text: `update alert_change c set known_until = d.known_until
      from (select event_id, lead(known_on, 1, 'infinity'::date) over (partition by alert_id order by xid, position)
              as known_until
            from alert_change where alert_id = any($1)) d
      where d.event_id = c.event_id and d.known_until <> c.known_until`,
    values: [[...new Set(rows.map((row) => row.alert_id))]],
  })
}
