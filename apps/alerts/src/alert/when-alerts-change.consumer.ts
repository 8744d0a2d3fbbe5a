import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { type AfterCommit, Consumes } from '@zhuji/messaging'
import { Deliveries } from '../delivery/deliveries.repository.js'
import { DeliveryWorker } from '../delivery/delivery.worker.js'
import { LiveFeed } from '../live/live-feed.adapter.js'
import { alertListProjection, projectAlerts } from './alert-list.projection.js'

/** List, feed and deliveries share one transaction with the position: a change is in all of them or in none. */
@Controller()
export class WhenAlertsChange {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly worker: DeliveryWorker,
    private readonly feed: LiveFeed,
  ) {}

  @Consumes(alertListProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<AfterCommit> {
    const changes = await projectAlerts(events, tx)
    await this.deliveries.create(changes, tx)
    return () => {
      this.worker.nudge()
      this.feed.nudge()
    }
  }
}
