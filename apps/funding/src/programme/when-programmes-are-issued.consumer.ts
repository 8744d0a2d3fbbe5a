import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { knownProgrammesProjection } from './known-programmes.projection.js'

@Controller()
export class WhenProgrammesAreIssued {
  @Consumes(knownProgrammesProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await knownProgrammesProjection.take(events, tx)
  }
}
