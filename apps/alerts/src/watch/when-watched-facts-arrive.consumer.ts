import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import type { RecordedEvent } from '@zhuji/contracts'
import { type AfterCommit, Consumes } from '@zhuji/messaging'
import { EvaluationWorker } from '../evaluation/evaluation.worker.js'
import { watchedProjection } from './watched-projects.projection.js'

@Controller()
export class WhenWatchedFactsArrive {
  constructor(private readonly evaluation: EvaluationWorker) {}

  @Consumes(watchedProjection)
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<AfterCommit> {
    await watchedProjection.take(events, tx)
    const isOfHistories = events.every((event) => event.knownOnClaimed)
    return () => void (isOfHistories || this.evaluation.nudge())
  }
}
