import { Controller } from '@nestjs/common'
import { Ctx, Payload } from '@nestjs/microservices'
import type { PoolClient } from 'pg'
import { type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import { Consumes } from '@zhuji/messaging'
import { EvaluationWorker } from '../evaluation/evaluation.worker.js'
import { WatchedProjects } from './watched-projects.repository.js'
import { watchedEvents } from './watched.js'

@Controller()
export class WhenWatchedFactsArrive {
  constructor(
    private readonly watched: WatchedProjects,
    private readonly evaluation: EvaluationWorker,
  ) {}

  @Consumes({ group: 'alerts.watch', events: [...watchedEvents, RegionDefined] })
  async on(@Payload() events: readonly RecordedEvent[], @Ctx() tx: PoolClient): Promise<void> {
    await this.watched.take(events, tx)
    this.evaluation.nudge()
  }
}
