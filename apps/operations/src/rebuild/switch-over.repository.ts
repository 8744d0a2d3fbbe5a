import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { DomainError, errorCodeOf } from '@zhuji/kernel'
import { settleDeadLetters } from './settle-dead-letters.repository.js'
import type { SwitchOver } from './switch-over.js'

/** Shorter than PostgreSQL waits before it looks for a deadlock: it is us who give way, never somebody's question. */
const LOCK_TIMEOUT_MS = 500
/** Longer than that. */
const VACUUM_ENDS_WITHIN_MS = 10_000
const ATTEMPTS_MAX = 60
const PAUSE_MS = 500

/**
 * Puts the shadow in the place of the live model, and its positions in the place of the group's, in one transaction: what
 * the new tables hold and what the group will be given next fit together. The service's consumers pause meanwhile;
 * questions are answered from the old tables until the last moment.
 */
export async function switchOver(change: SwitchOver): Promise<{ readonly pausedMs: number }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await endVacuums(change)
      const startedMs = performance.now()
      await inTransaction(change.client, () => exchange(change))
      return { pausedMs: Math.round(performance.now() - startedMs) }
    } catch (error) {
      const isBusy = errorCodeOf(error) === '55P03'
      if (!isBusy || attempt === ATTEMPTS_MAX) throw error
      await pause(PAUSE_MS)
    }
  }
}

/**
 * PostgreSQL's own vacuum gives way to whoever waits for it as long as it takes to look for a deadlock, which the exchange
 * never does; on a large table it would be in the way for minutes. The lock lets readers and writers go on.
 */
async function endVacuums(change: SwitchOver): Promise<void> {
  await inTransaction(change.client, async () => {
    await change.client.query(`set local lock_timeout = ${VACUUM_ENDS_WITHIN_MS}`)
    await change.client.query(`lock table ${touchedBy(change).join(', ')} in share update exclusive mode`)
  })
}

function touchedBy({ context, projection, model }: SwitchOver): readonly string[] {
  const own = projection.tables.flatMap(({ name }) => [`${context}.${name}`, `${model.schema}.${name}`])
  return [`${context}.consumer_stream`, `${context}.consumer_cursor`, ...own]
}

async function exchange(change: SwitchOver): Promise<void> {
  const { client, context, projection, model, catchUp } = change
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
  // In the order in which consumers touch them, so that nobody waits in a ring; reading them stays possible.
  await client.query(`lock table ${context}.consumer_stream, ${context}.consumer_cursor in share row exclusive mode`)
  await catchUp.run(model)
  await assertNotBehind(change)
  for (const table of change.carried) await table.rest(catchUp.taken)
  await settleDeadLetters(change)
  await movePositions(change)
  const names = projection.tables.map(({ name }) => name)
  await client.query(`lock table ${names.map((name) => `${context}.${name}`).join(', ')} in access exclusive mode`)
  for (const name of names) await replaceTable(change, name)
}

/** Over Kafka a stream whose events have been acknowledged beyond the shadow would never be given those again. */
async function assertNotBehind({ client, context, projection, model }: SwitchOver): Promise<void> {
  const { rows } = await client.query<{ source: string; stream_id: string }>(
    `select kept.source, kept.stream_id from ${context}.consumer_stream kept
     left join ${model.schema}.consumer_stream fresh using (consumer_group, source, stream_id)
     where consumer_group = $1 and kept.version > coalesce(fresh.version, 0) limit 1`,
    [projection.group],
  )
  const [ahead] = rows
  if (!ahead) return
  const figures = { group: projection.group, source: ahead.source, streamId: ahead.stream_id }
  throw new DomainError('conflict', 'log-behind-read-model', { figures })
}

async function movePositions({ client, context, projection, model, catchUp, bus }: SwitchOver): Promise<void> {
  for (const [source, { xid, position }] of catchUp.ends) {
    if (xid === '0') continue
    await client.query(
      `insert into ${context}.consumer_cursor (consumer_group, source, xid, position) values ($1, $2, $3::xid8, $4)
       on conflict (consumer_group, source) do update set xid = excluded.xid, position = excluded.position`,
      [projection.group, source, xid, position],
    )
  }
  if (bus === 'embedded') return
  await client.query(
    `insert into ${context}.consumer_stream as kept (consumer_group, source, stream_id, version)
     select consumer_group, source, stream_id, version from ${model.schema}.consumer_stream
     on conflict (consumer_group, source, stream_id) do update set version = excluded.version
       where kept.version < excluded.version`,
  )
  await client.query(
    `delete from ${context}.parked_event parked using ${model.schema}.consumer_stream fresh
     where parked.consumer_group = fresh.consumer_group and parked.source = fresh.source
       and parked.stream_id = fresh.stream_id and parked.version <= fresh.version`,
  )
}

/** Owner and rights stay as they were, whoever gives the command. */
async function replaceTable({ client, context, model }: SwitchOver, name: string): Promise<void> {
  const { rows } = await client.query<{ owner: string; grants: string[] }>(
    `select quote_ident(pg_get_userbyid(relowner)) as owner, coalesce((
       select array_agg(format('grant %s on ${context}.${name} to %s', privilege_type,
         case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end))
       from aclexplode(relacl) where grantee <> relowner), '{}') as grants
     from pg_class where oid = to_regclass($1)`,
    [`${context}.${name}`],
  )
  const { owner, grants } = rows[0]!
  await client.query(`drop table ${context}.${name}`)
  await client.query(`alter table ${model.schema}.${name} set schema ${context}`)
  await client.query(`alter table ${context}.${name} owner to ${owner}`)
  for (const grant of grants) await client.query(grant)
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
