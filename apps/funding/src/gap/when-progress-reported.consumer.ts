import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import { ProgressCorrected, ProgressReported, type RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { latestProgress } from './physical-progress.js'
import { rememberProgress } from './physical-progress.repository.js'

@Controller()
export class WhenProgressReported {
  @Consumes({ group: 'funding.physical-progress', events: [ProgressReported, ProgressCorrected] })
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await rememberProgress(latestProgress(events), tx)
  }
}
