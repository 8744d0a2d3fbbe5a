import { toEvent } from '@zhuji/messaging'
import type { SwitchOver } from './switch-over.js'

/**
 * An event that lay in the group's dead letters is in effect in the model built anew, unless it failed there as well: then
 * its dead letter stays, or, for one that failed for the first time, begins.
 */
export async function settleDeadLetters(change: SwitchOver): Promise<void> {
  const { client, context, projection, model, catchUp, operator } = change
  const failed = new Set(model.deadLetters.map(({ row }) => row.id))
  const { rows } = await client.query<{ id: string; source: string; event_id: string }>(
    `select id::text as id, source, event_id from ${context}.dead_letter
     where consumer_group = $1 and event_id is not null and redriven_at is null`,
    [projection.group],
  )
  const open = new Set(rows.map((row) => row.event_id))
  for (const { id, source, event_id: eventId } of rows) {
    if (failed.has(eventId)) continue
    const recorded = await catchUp.log(source)?.query(`select from ${source}.event_log where id = $1`, [eventId])
    if (recorded?.rowCount !== 1) continue
    await client.query(
      `update ${context}.dead_letter set redriven_at = now(), redriven_by = $2, outcome = 'rebuilt' where id = $1`,
      [id, operator],
    )
  }
  for (const { row, source, error } of model.deadLetters) {
    if (open.has(row.id)) continue
    await client.query(
      `insert into ${context}.dead_letter (consumer_group, source, event_id, key, type, cause, message, attempts, event)
       values ($1, $2, $3, $4, $5, $6, $7, 1, $8)`,
      [
        projection.group,
        source,
        row.id,
        row.aggregateid,
        row.type,
        error.name,
        error.message,
        JSON.stringify(toEvent(row, source)),
      ],
    )
  }
}
