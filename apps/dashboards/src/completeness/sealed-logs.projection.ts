import type { PoolClient } from 'pg'
import {
  checkpointEvents,
  type LogCheckpoint,
  ProgrammeIssued,
  ProgrammeRevised,
  type RecordedEvent,
  recordedAs,
  RegionDefined,
} from '@zhuji/contracts'
import { checkpointTypeOf, type Projection, UNHURRIED_MS } from '@zhuji/messaging'
import { sources } from '../projection/dashboard-events.js'

/** Facts about no project: the story does not have them. */
export const commonEvents = [RegionDefined, ProgrammeIssued, ProgrammeRevised] as const

/** What is needed beside the story to tell how far each log is here without a gap, and what it said up to some place. */
export const sealedLogs: Projection = {
  group: 'dashboards.sealed-logs',
  events: [...commonEvents, ...checkpointEvents.filter(({ context }) => sources.includes(context))],
  take: keepSealedLogs,
  paceMs: UNHURRIED_MS,
  tables: [
    { name: 'log_checkpoint', key: ['source', 'number'] },
    { name: 'common_fact', key: ['event_id'] },
  ],
}

export async function keepSealedLogs(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const isCheckpoint = ({ type, source }: RecordedEvent) => type === checkpointTypeOf(source)
  const checkpoints = events.filter(isCheckpoint).map(({ data, source }) => {
    // Without what each stream had: that is for who audits the log itself, and half as large as the log.
    const { number, recordedOn, through, root, inventory } = data as LogCheckpoint
    return {
      source,
      number,
      recorded_on: recordedOn,
      log_xid: through.xid,
      log_position: through.position,
      root,
      counts: inventory.counts,
    }
  })
  const facts = events
    .filter((event) => !isCheckpoint(event))
    .map((event) => ({
      event_id: event.id,
      source: event.source,
      ...recordedAs(event),
      occurred_on: event.occurredOn,
      known_on: event.knownOn,
      log_xid: event.position.xid,
      log_position: event.position.position,
    }))
  await insert('log_checkpoint', checkpoints, tx)
  await insert('common_fact', facts, tx)
}

async function insert(table: string, rows: readonly object[], tx: PoolClient): Promise<void> {
  if (rows.length === 0) return
  await tx.query({
    name: `keep-${table}`,
    text: `insert into ${table} select * from json_populate_recordset(null::${table}, $1) on conflict do nothing`,
    values: [JSON.stringify(rows)],
  })
}
