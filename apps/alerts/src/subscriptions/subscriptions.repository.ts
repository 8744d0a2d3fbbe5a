import { randomUUID } from 'node:crypto'
import type { DataSource, Repository } from 'typeorm'
import { type Clock, DomainError } from '@zhuji/kernel'
import { type Caller, type ScopeFilter, scopeFilter } from '@zhuji/platform'
import type { AlertFilter } from '../alert/alert-filter.js'
import type { WatchedProjects } from '../watch/watched-projects.repository.js'
import type { SecretBox } from './secret-box.adapter.js'
import { Subscription } from './subscription.entity.js'

export interface SubscriptionRequest {
  readonly name: string
  readonly filter: AlertFilter
  /** Present for a webhook. */
  readonly url?: string
}

export interface SubscriptionParts {
  readonly source: DataSource
  readonly watched: WatchedProjects
  readonly secrets: SecretBox
  readonly clock: Clock
}

/** The subscriptions of each caller; nobody sees or ends another's. */
export class Subscriptions {
  private readonly rows: Repository<Subscription>

  constructor(private readonly parts: SubscriptionParts) {
    this.rows = parts.source.getRepository(Subscription)
  }

  /** Answers the same key with the same subscription and secret; afterwards the secret is never shown again. */
  async create(request: SubscriptionRequest, caller: Caller): Promise<{ row: Subscription; secret: string | null }> {
    const scope = scopeFilter(caller.principal, 'alerts.subscribe')
    await this.assertWithin(scope, request.filter.regions)
    const { idempotencyKey = randomUUID(), fingerprint = '' } = caller
    const { secrets, clock } = this.parts
    const owner = caller.principal.person
    const fresh = this.rows.create({
      id: randomUUID(),
      owner,
      name: request.name,
      filter: request.filter,
      scope,
      channel: request.url === undefined ? 'live' : 'webhook',
      url: request.url ?? null,
      sealedSecret: request.url === undefined ? null : secrets.seal(secrets.newSecret()),
      idempotencyKey,
      fingerprint,
      createdAt: clock.now(),
      failedInARow: 0,
      disabledAt: null,
      disabledBecause: null,
    })
    await this.rows.createQueryBuilder().insert().values(fresh).orIgnore().execute()
    const row = await this.rows.findOneByOrFail({ owner, idempotencyKey })
    if (row.fingerprint !== fingerprint) {
      throw new DomainError('refused', 'idempotency-key-reused', { figures: { key: idempotencyKey } })
    }
    return { row, secret: row.sealedSecret && secrets.open(row.sealedSecret) }
  }

  ofOwner(owner: string): Promise<Subscription[]> {
    return this.rows.find({ where: { owner }, order: { createdAt: 'ASC', id: 'ASC' } })
  }

  /** `not-found` for one that does not exist or belongs to somebody else. */
  async get(id: string, owner: string): Promise<Subscription> {
    const row = await this.rows.findOneBy({ id, owner })
    if (!row) throw new DomainError('not-found', 'subscription-unknown', { figures: { subscriptionId: id } })
    return row
  }

  async end(id: string, owner: string): Promise<void> {
    await this.get(id, owner)
    await this.rows.delete({ id, owner })
  }

  /**
   * Who answers for regions only may name regions below them. A unit may name any region: its scope, which is applied to
   * every alert, leaves its own projects there.
   */
  private async assertWithin(scope: ScopeFilter, regions: readonly string[]): Promise<void> {
    if (scope.all) return
    const { unitIds, regionCodes, projectIds } = scope
    if (unitIds.length + regionCodes.length + projectIds.length === 0) throw outOfScope('')
    if (unitIds.length + projectIds.length > 0 || regions.length === 0) return
    const paths = await this.parts.watched.regionPaths(regions)
    for (const code of regions) {
      const path = paths.get(code) ?? [code]
      if (!path.some((above) => regionCodes.includes(above))) throw outOfScope(code)
    }
  }
}

function outOfScope(region: string): DomainError {
  return new DomainError('forbidden', 'subscription-out-of-scope', { field: 'regions', figures: { region } })
}
