import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { auditCheckpoints, type CheckpointFinding, overdueFacts } from '@zhuji/messaging'
import type { Service } from '../../installation/services.js'
import type { Check, Finding } from '../check.js'
import { copyInStory } from './story-copy.repository.js'

/** Every root follows from the rows of its segment, every signature from its checkpoint, and the last is by the known key. */
export function checkpoints({ context }: Service): Check {
  return {
    name: 'checkpoints',
    service: context,
    run: async ({ installation, snapshots }, found) => {
      const client = snapshots.get(context)
      const findings: CheckpointFinding[] = []
      const { last, ...counts } = await auditCheckpoints(client, context, (finding) => findings.push(finding))
      for (const { what: slug, ...figures } of findings) {
        const rewritten = slug === 'row-rewritten' && 'eventId' in figures
        const change = rewritten
          ? await changeOf({ client, context, eventId: figures.eventId, story: snapshots.find('dashboards') })
          : {}
        found({ slug, figures: { service: context, ...figures, ...change } })
      }
      const publicKey = last?.signature?.publicKey
      const key = publicKey === undefined ? 'none' : fingerprintOf(publicKey)
      for (const finding of doubts({ context, number: last?.number, publicKey }, installation.checkpointKey))
        found({ ...finding, figures: { ...finding.figures, key } })
      const overdue = await overdueFacts(client, context, last)
      if (overdue > 0) found({ slug: 'log-unsealed', figures: { service: context, count: overdue }, isNotice: true })
      return { ...counts, key }
    },
  }
}

interface Newest {
  readonly context: string
  readonly number: number | undefined
  readonly publicKey: string | undefined
}

/** What the newest checkpoint says stands for all before it, whoever signed those: their rows are under its root. */
function doubts({ context: service, number, publicKey }: Newest, trusted: string | undefined): readonly Finding[] {
  if (number === undefined) return []
  const figures = { service, number }
  if (trusted === undefined)
    return publicKey === undefined
      ? [{ slug: 'checkpoint-unsigned', figures, isNotice: true }]
      : [{ slug: 'checkpoint-key-unconfirmed', figures, isNotice: true }]
  if (publicKey === undefined) return [{ slug: 'checkpoint-unsigned', figures, isNotice: true }]
  return publicKey === trusted ? [] : [{ slug: 'checkpoint-key-foreign', figures }]
}

/** SHA-256 of the key, as `openssl pkey -pubin -outform DER | sha256sum` shows it; the beginning is enough to tell keys apart. */
function fingerprintOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}

interface Rewritten {
  readonly client: Client
  readonly context: string
  readonly eventId: string
  readonly story: Client | undefined
}

async function changeOf({ client, context, eventId, story }: Rewritten) {
  const copy = story && (await copyInStory(story, eventId))
  const { rows } = await client.query<Record<string, unknown>>(
    `select type, occurred_on::text as "occurredOn", known_on::text as "knownOn", known_on_claimed as "knownOnClaimed",
       to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
       actor::text as actor, payload::text as payload
     from ${context}.event_log where id = $1`,
    [eventId],
  )
  const changed = Object.entries(copy ?? {}).filter(([field, was]) => rows[0]?.[field] !== was)
  if (changed.length === 0) return { field: null, was: null }
  return { field: changed.map(([field]) => field).join(', '), was: changed.map(([, was]) => String(was)).join(', ') }
}
