import { Column, Entity, PrimaryColumn } from 'typeorm'
import type { ScopeFilter } from '@zhuji/platform'
import type { AlertFilter } from '../alert/alert-filter.js'

/** Who wants to hear of which alerts, and how: configuration of its owner, not a fact. */
@Entity({ name: 'subscription' })
export class Subscription {
  @PrimaryColumn({ type: 'uuid' })
  id: string

  @Column({ type: 'text' })
  owner: string

  @Column({ type: 'text' })
  name: string

  @Column({ type: 'json' })
  filter: AlertFilter

  /** The owner's scope when it was made: nothing outside of it is ever sent. */
  @Column({ type: 'json' })
  scope: ScopeFilter

  @Column({ type: 'text' })
  channel: 'live' | 'webhook'

  @Column({ type: 'text', nullable: true })
  url: string | null

  @Column({ type: 'text', name: 'sealed_secret', nullable: true })
  sealedSecret: string | null

  @Column({ type: 'text', name: 'idempotency_key' })
  idempotencyKey: string

  @Column({ type: 'text' })
  fingerprint: string

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date

  /** Deliveries in a row that failed for good. */
  @Column({ type: 'integer', name: 'failed_in_a_row', default: 0 })
  failedInARow: number

  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true })
  disabledAt: Date | null

  @Column({ type: 'text', name: 'disabled_because', nullable: true })
  disabledBecause: string | null
}
