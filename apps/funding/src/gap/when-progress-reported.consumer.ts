import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { physicalProgressProjection } from './physical-progress.projection.js'

@Controller()
export class WhenProgressReported {
  @Consumes(physicalProgressProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await physicalProgressProjection.take(events, tx)
  }
}
