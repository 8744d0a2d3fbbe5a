import type { Pool, PoolClient } from 'pg'
import { v5 as uuidFrom } from 'uuid'
import type { Clock } from '@zhuji/kernel'
import type { ScopeFilter } from '@zhuji/platform'
import type { AlertChange } from '../alert/alert-episode.js'
import { type AlertFilter, isFor } from '../alert/alert-filter.js'
import { watchedIdentities } from '../watch/watched-projects.repository.js'
import { deliveryBody } from './delivery-body.js'

export interface ClaimedDelivery {
  readonly id: string
  readonly subscriptionId: string
  /** Which attempt this is, from 1. */
  readonly attempt: number
  readonly body: string
  readonly url: string
  readonly sealedSecret: string
}

export interface DeliveryRow {
  readonly deliveryId: string
  readonly eventId: string
  readonly eventType: string
  readonly alertId: string
  readonly status: 'pending' | 'delivered' | 'failed'
  readonly attempts: number
  readonly nextAttemptAt: string | null
  readonly lastOutcome: string | null
  readonly createdAt: string
  readonly deliveredAt: string | null
}

interface WantingRow {
  id: string
  filter: AlertFilter
  scope: ScopeFilter
}

export interface DeliveryParts {
  readonly pool: Pool
  readonly clock: Clock
}

/** Who may hold back whom: one slow receiver gets so many of a process's calls at a time. */
export const CALLS_PER_SUBSCRIPTION_MAX = 4

/** One row per subscription and event, for ever: however often an event comes, it is sent as one message. */
export class Deliveries {
  constructor(private readonly parts: DeliveryParts) {}

  now(): Date {
    return this.parts.clock.now()
  }

  async create(changes: readonly AlertChange[], tx: PoolClient): Promise<void> {
    await createDeliveries(changes, this.parts.clock.now(), tx)
  }

  /**
   * Takes due deliveries by moving their next attempt behind a lease: no transaction stays open during a call, a process
   * that dies leaves them to be tried again when the lease has run out, under the same id.
   */
  async claim(limit: number, leaseMs: number, busy: readonly string[]): Promise<readonly ClaimedDelivery[]> {
    const now = this.parts.clock.now()
    const { rows } = await this.parts.pool.query<ClaimedDelivery>({
      name: 'deliveries-claim',
      text: `update delivery d set attempts = d.attempts + 1, next_attempt_at = $3
        from subscription s
        where s.id = d.subscription_id and d.id in (
          select id from delivery
          where status = 'pending' and next_attempt_at <= $1 and subscription_id <> all($4::uuid[])
          order by next_attempt_at limit $2 for update skip locked)
        returning d.id, d.subscription_id as "subscriptionId", d.attempts as attempt, d.body, s.url,
          s.sealed_secret as "sealedSecret"`,
      values: [now, limit, new Date(now.getTime() + leaseMs), busy],
    })
    return rows
  }

  async succeeded({ id, attempt, subscriptionId }: ClaimedDelivery, text: string): Promise<void> {
    await this.parts.pool.query(
      `with done as (
         update delivery set status = 'delivered', delivered_at = $3, next_attempt_at = null, last_outcome = $4
         where id = $1 and attempts = $2 and status = 'pending')
       update subscription set failed_in_a_row = 0 where id = $5 and failed_in_a_row > 0`,
      [id, attempt, this.parts.clock.now(), text, subscriptionId],
    )
  }

  async retryIn({ id, attempt }: ClaimedDelivery, delayMs: number, text: string): Promise<void> {
    const at = new Date(this.parts.clock.now().getTime() + delayMs)
    await this.parts.pool.query(
      `update delivery set next_attempt_at = $3, last_outcome = $4
       where id = $1 and attempts = $2 and status = 'pending'`,
      [id, attempt, at, text],
    )
  }

  /** For good. After so many in a row the subscription is switched off; a receiver that is gone switches it off at once. */
  async failed(claimed: ClaimedDelivery, text: string, disableAfter: number): Promise<void> {
    const { id, attempt } = claimed
    await this.parts.pool.query(
      `with ended as (
         update delivery set status = 'failed', next_attempt_at = null, last_outcome = $3
         where id = $1 and attempts = $2 and status = 'pending' returning subscription_id),
       counted as (
         update subscription s set failed_in_a_row = failed_in_a_row + 1,
           disabled_at = case when failed_in_a_row + 1 >= $4 then coalesce(disabled_at, $5) else disabled_at end,
           disabled_because = case when failed_in_a_row + 1 >= $4 then coalesce(disabled_because, $3)
             else disabled_because end
         from ended where s.id = ended.subscription_id returning s.id, s.disabled_at)
       update delivery d set status = 'failed', next_attempt_at = null, last_outcome = 'subscription switched off'
       from counted where counted.disabled_at is not null and d.subscription_id = counted.id and d.status = 'pending'
         and d.id <> $1`,
      [id, attempt, text, disableAfter, this.parts.clock.now()],
    )
  }

  /** Newest first. */
  async ofSubscription(
    subscriptionId: string,
    limit: number,
    after?: { readonly createdAt: string; readonly id: string },
  ): Promise<readonly DeliveryRow[]> {
    const { rows } = await this.parts.pool.query<Omit<DeliveryRow, 'createdAt'> & { createdAt: Date }>(
      `select id as "deliveryId", event_id as "eventId", event_type as "eventType", alert_id as "alertId", status,
         attempts, next_attempt_at as "nextAttemptAt", last_outcome as "lastOutcome", created_at as "createdAt",
         delivered_at as "deliveredAt"
       from delivery where subscription_id = $1
         and ($2::timestamptz is null or (created_at, id) < ($2::timestamptz, $3::uuid))
       order by created_at desc, id desc limit $4`,
      [subscriptionId, after?.createdAt ?? null, after?.id ?? null, limit],
    )
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
  }
}

/** In the transaction of the consumer's position. The id is derived, so that even a rebuild would name it the same. */
export async function createDeliveries(changes: readonly AlertChange[], now: Date, tx: PoolClient): Promise<void> {
  if (changes.length === 0) return
  const { rows: wanting } = await tx.query<WantingRow>(
    `select id, filter, scope from subscription where channel = 'webhook' and disabled_at is null`,
  )
  if (wanting.length === 0) return
  const projects = await watchedIdentities([...new Set(changes.map((change) => change.event.key))], tx)
  const rows = changes.flatMap((change) => {
    const project = projects.get(change.event.key)
    if (!project) return []
    const body = deliveryBody(change, project)
    const takers = wanting.filter(({ filter, scope }) => isFor(filter, scope, { ...change, project }))
    return takers.map(({ id }) => ({
      id: uuidFrom(change.event.id, id),
      subscription_id: id,
      event_id: change.event.id,
      event_type: change.event.type,
      alert_id: change.episode.alertId,
      body,
      status: 'pending',
      attempts: 0,
      next_attempt_at: now.toISOString(),
      created_at: now.toISOString(),
    }))
  })
  if (rows.length === 0) return
  await tx.query({
    name: 'deliveries-create',
    text: `insert into delivery select * from json_populate_recordset(null::delivery, $1) on conflict do nothing`,
    values: [JSON.stringify(rows)],
  })
}
