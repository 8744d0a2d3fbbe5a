import { Controller, Inject } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { type AfterCommit, Consumes } from '@zhuji/messaging'
import { ProjectionSignal } from '../stream/projection-signal.js'
import { dashboardProjection } from './dashboard.projection.js'

@Controller()
export class WhenFactsArrive {
  constructor(@Inject(ProjectionSignal) private readonly signal: ProjectionSignal) {}

  @Consumes(dashboardProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<AfterCommit> {
    await dashboardProjection.take(events, tx)
    return () => this.signal.projected()
  }
}
