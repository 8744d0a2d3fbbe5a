import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { keepSealedLogs, sealedLogs } from './sealed-logs.projection.js'

@Controller()
export class WhenLogsAreSealed {
  @Consumes(sealedLogs)
  on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    return keepSealedLogs(events, tx)
  }
}
