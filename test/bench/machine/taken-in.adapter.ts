import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { CalendarDate } from '@zhuji/kernel'

/** Every service records: dashboards the months that were closed and the bulletins that were issued. */
export const recording = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const

const POLL_MS = 200

/** Resolves when every consumer group of a standalone system has read every log to its end. */
export async function untilTakenIn(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    while ((await waitingGroups(client)) > 0) await pause(POLL_MS)
  } finally {
    await client.end()
  }
}

/** Resolves when, moreover, the alerts have judged every project that moved and everybody has heard of their alerts. */
export async function untilSettled(databaseUrl: string, today: CalendarDate): Promise<void> {
  await untilTakenIn(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await untilNobodyIsDue(client, today)
  } finally {
    await client.end()
  }
  await untilTakenIn(databaseUrl)
}

const DUE_POLL_MS = 5

/** Resolves when no project waits to be looked at by the alerts. */
export async function untilNobodyIsDue(client: pg.Client, today: CalendarDate): Promise<void> {
  const due = { name: 'due', text: 'select from alerts.watched_project where check_on <= $1 limit 1', values: [today] }
  while ((await client.query(due)).rowCount !== 0) await pause(DUE_POLL_MS)
}

async function waitingGroups(client: pg.Client): Promise<number> {
  const heads = recording.map((log) => `select '${log}' as source, max(position) as head from ${log}.event_log`)
  const cursors = recording.map((service) => `select source, position from ${service}.consumer_cursor`)
  const { rows } = await client.query<{ waiting: number }>(
    `select count(*)::int as waiting from (${cursors.join(' union all ')}) as at
     join (${heads.join(' union all ')}) as log using (source) where at.position < log.head`,
  )
  return rows[0]!.waiting
}
