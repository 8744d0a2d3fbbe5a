import type { ClientBase } from 'pg'
import { definitionOf } from '@zhuji/contracts'
import { type AuditedRow, ChainAudit, type ChainFinding, type KeptHead } from './chain-audit.js'
import type { HashedFields } from './event-hash.js'
import { LOG_COLUMNS, type LogRow } from './log-reader.repository.js'
import { pagesOf } from './pages.repository.js'

export interface LogAuditOptions {
  readonly context: string
  /** What somebody else keeps of an event, to say which field was changed. */
  copyOf(this: void, eventId: string): Promise<Partial<HashedFields> | undefined>
  found(this: void, finding: ChainFinding): void
}

interface StoredRow extends LogRow {
  readonly payload: string
  readonly hash: Buffer
}

interface Row extends StoredRow {
  readonly aggregatetype: string
  readonly is_inexact: boolean
  readonly head_version: number | null
  readonly head_hash: Buffer | null
}

/**
 * Reads a whole log, stream by stream, and reports every event that is missing, altered or out of its place. One stream's
 * doubts and a page of rows are in memory, whatever the length of the log. Run it in a transaction that sees one moment.
 */
export async function auditLog(
  client: ClientBase,
  options: LogAuditOptions,
): Promise<{ readonly events: number; readonly streams: number }> {
  const { context, found } = options
  const counts = { events: 0, streams: 0 }
  let stream: { readonly id: string; readonly audit: ChainAudit; readonly head: KeptHead | undefined } | undefined
  const close = async (): Promise<void> => {
    if (!stream) return
    for (const finding of await stream.audit.findings(stream.head, options.copyOf)) found(finding)
  }
  for await (const page of pagesOf<Row>(client, { text: logOf(context) })) {
    for (const row of page) {
      if (row.stream_id !== stream?.id) {
        await close()
        stream = { id: row.stream_id, audit: new ChainAudit(row.stream_id), head: headOf(row) }
        counts.streams += 1
      }
      counts.events += 1
      stream.audit.take(auditedRow(row))
      const field = unchainedFault(row, context)
      if (field) found({ what: 'event-altered', ...placeOf(row), field })
    }
  }
  await close()
  for (const { id, version } of await streamsWithoutEvents(client, context)) {
    found({ what: 'stream-head-differs', streamId: id, kept: version, found: 0 })
  }
  return counts
}

/** All of a log in its order, a page at a time. Run it in a transaction that sees one moment. */
export async function* rowsInOrder(client: ClientBase, context: string): AsyncGenerator<readonly AuditedRow[]> {
  const text = `select ${LOG_COLUMNS}, payload::text as payload, hash from ${context}.event_log log
    order by log.xid, log.position`
  for await (const page of pagesOf<StoredRow>(client, { text })) yield page.map(auditedRow)
}

const logOf = (context: string): string => `
  select event.*, head.version as head_version, head.hash as head_hash
  from (
    select ${LOG_COLUMNS}, payload::text as payload, hash, aggregatetype,
      extract(microseconds from recorded_at)::int % 1000 <> 0 as is_inexact
    from ${context}.event_log log
  ) event left join ${context}.stream head on head.id = event.stream_id
  order by event.stream_id, event.stream_version`

function headOf({ head_version: version, head_hash: hash }: Row): KeptHead | undefined {
  return version === null || hash === null ? undefined : { version, hash }
}

function auditedRow(row: StoredRow): AuditedRow {
  return {
    id: row.id,
    type: row.type,
    streamId: row.stream_id,
    streamVersion: row.stream_version,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    knownOn: row.known_on,
    knownOnClaimed: row.known_on_claimed,
    actor: row.actor,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    payload: row.payload,
    position: row.position,
    xid: row.xid,
    hash: row.hash,
  }
}

function placeOf(row: Row) {
  const { stream_id: streamId, stream_version: streamVersion, position, id: eventId } = row
  return { streamId, streamVersion, position, eventId }
}

/** Columns that the hash does not cover, and what it cannot see: they follow from others. */
function unchainedFault(row: Row, context: string): string | undefined {
  if (row.aggregatetype !== context) return 'aggregatetype'
  if (row.is_inexact) return 'recordedAt'
  const definition = definitionOf(row.type)
  const key = definition && (JSON.parse(row.payload) as Record<string, unknown> | null)?.[definition.key]
  return key === undefined || key === row.aggregateid ? undefined : 'aggregateid'
}

async function streamsWithoutEvents(
  client: ClientBase,
  context: string,
): Promise<readonly { id: string; version: number }[]> {
  const { rows } = await client.query<{ id: string; version: number }>(
    `select id, version from ${context}.stream head
     where version > 0 and not exists (select from ${context}.event_log where stream_id = head.id) order by id limit 1000`,
  )
  return rows
}
