import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { evidenceUsesProjection } from './evidence-uses.projection.js'

/** Remembers which project's facts name which files: that decides who may open them. */
@Controller()
export class WhenEvidenceIsNamed {
  @Consumes(evidenceUsesProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await evidenceUsesProjection.take(events, tx)
  }
}
