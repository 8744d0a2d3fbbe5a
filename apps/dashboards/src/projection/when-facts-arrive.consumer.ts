import { Controller, Inject } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { ProjectionSignal } from '../stream/projection-signal.js'
import { DASHBOARD_GROUP } from './dashboard-group.js'
import { dashboardEvents } from './dashboard-events.js'
import { projectFacts } from './dashboard.projection.js'

@Controller()
export class WhenFactsArrive {
  constructor(@Inject(ProjectionSignal) private readonly signal: ProjectionSignal) {}

  @Consumes({ group: DASHBOARD_GROUP, events: dashboardEvents })
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await projectFacts(events, tx)
    this.signal.projected()
  }
}
