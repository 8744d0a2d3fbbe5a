import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { progressAfter, progressEvents } from './physical-progress.js'
import { knownProgress, saveProgress } from './physical-progress.repository.js'

@Controller()
export class WhenProgressReported {
  @Consumes({ group: 'funding.physical-progress', events: progressEvents })
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    const known = await knownProgress([...new Set(events.map((event) => event.key))], tx)
    await saveProgress(progressAfter(known, events), tx)
  }
}
