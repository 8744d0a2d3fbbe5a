import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { balanceDaysProjection } from './balance-days.projection.js'

@Controller()
export class WhenEntryPosted {
  @Consumes(balanceDaysProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await balanceDaysProjection.take(events, tx)
  }
}
