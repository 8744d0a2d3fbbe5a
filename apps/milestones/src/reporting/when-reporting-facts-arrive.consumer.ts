import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { reportingProjection } from './reporting.projection.js'

@Controller()
export class WhenReportingFactsArrive {
  @Consumes(reportingProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await reportingProjection.take(events, tx)
  }
}
