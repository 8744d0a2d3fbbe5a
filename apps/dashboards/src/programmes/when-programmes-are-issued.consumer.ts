import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { keepVersions, programmeVersions } from './programme-versions.projection.js'

@Controller()
export class WhenProgrammesAreIssued {
  @Consumes(programmeVersions)
  on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    return keepVersions(events, tx)
  }
}
