import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { knownProjectsOf } from './known-projects.projection.js'

/** The controller by which one service keeps its memory of the registry up to date; list it in the service's module. */
export function whenProjectsChange(context: string): new () => object {
  const projection = knownProjectsOf(context)

  @Controller()
  class WhenProjectsChange {
    @Consumes(projection)
    async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
      await projection.take(events, tx)
    }
  }
  return WhenProjectsChange
}
