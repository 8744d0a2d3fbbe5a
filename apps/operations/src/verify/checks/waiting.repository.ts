import { pagesOf } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check, Finding, Scene } from '../check.js'

interface ParkedRow {
  readonly group: string
  readonly source: string
  readonly streamId: string
  readonly streamVersion: number
  readonly seconds: number
}

interface DeadRow {
  readonly deadLetter: string
  readonly group: string
  readonly source: string
  readonly eventId: string | null
  readonly type: string | null
  readonly cause: string
  readonly projectId: string | null
}

/** Between two records of one stream that overtook each other; longer than this, one of them is lost. */
const PARKED_SECONDS_MAX = 60

/** What has been received and is not in effect: events that wait for one before them, and dead letters. */
export function waiting({ context }: Service): Check {
  return {
    name: 'waiting',
    service: context,
    run: async (scene, found) => ({
      parked: await listParked(scene, context, found),
      'dead letters': await listDead(scene, context, found),
    }),
  }
}

async function listParked({ snapshots }: Scene, context: string, found: (finding: Finding) => void): Promise<number> {
  let count = 0
  const text = `select consumer_group as group, source, stream_id as "streamId", version as "streamVersion",
      extract(epoch from now() - parked_at)::int as seconds
    from ${context}.parked_event order by parked_at`
  for await (const page of pagesOf<ParkedRow>(snapshots.get(context), { text })) {
    count += page.length
    for (const { seconds, ...place } of page) {
      const isNotice = seconds <= PARKED_SECONDS_MAX ? { isNotice: true as const } : {}
      found({ slug: 'event-parked', figures: { ...place, seconds }, ...isNotice })
    }
  }
  return count
}

async function listDead({ snapshots }: Scene, context: string, found: (finding: Finding) => void): Promise<number> {
  let count = 0
  const text = `select id::text as "deadLetter", consumer_group as group, source, event_id as "eventId", type, cause,
      key as "projectId"
    from ${context}.dead_letter where redriven_at is null order by id`
  for await (const page of pagesOf<DeadRow>(snapshots.get(context), { text })) {
    count += page.length
    for (const row of page) {
      // What no log of ours has ever recorded came from somebody else: no figure lacks it.
      const isNotice = (await isRecorded({ snapshots }, row)) ? {} : { isNotice: true as const }
      found({ slug: 'dead-letter-open', figures: { service: context, ...row }, ...isNotice })
    }
  }
  return count
}

async function isRecorded({ snapshots }: Pick<Scene, 'snapshots'>, { source, eventId }: DeadRow): Promise<boolean> {
  const log = eventId === null ? undefined : snapshots.find(source)
  if (!log) return false
  return (await log.query(`select from ${source}.event_log where id = $1`, [eventId])).rowCount === 1
}
