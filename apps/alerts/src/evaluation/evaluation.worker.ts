import { randomUUID } from 'node:crypto'
import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { addDays, calendarDateIn, type CalendarDate, DomainError } from '@zhuji/kernel'
import { crashPoint, type EventStore, isDatabaseAway, type Origin } from '@zhuji/messaging'
import { type System, WorkLoop } from '@zhuji/platform'
import { episodesDecider, episodesStream, follow } from '../episodes/episodes.js'
import { evaluate } from '../rules/evaluate.js'
import type { RulePacks } from '../rules/rule-packs.repository.js'
import type { Watched } from '../watch/watched.js'
import type { DueProjects, NextCheck } from './due-projects.repository.js'

export interface EvaluationParts {
  readonly due: DueProjects
  readonly packs: RulePacks
  readonly store: EventStore
  readonly system: Pick<System, 'clock' | 'timeZone'>
  /** How long the passing of a day may go unseen. */
  readonly checkEveryMs: number
}

/** One round's rows, and so one transaction of the event store. */
const ROUND_PROJECTS_MAX = 256
const SYSTEM_ACTOR = { person: 'alerts', unit: null, role: 'system' }

/**
 * Evaluates every project whose facts have changed or whose next day has come. What it records depends only on the facts,
 * the day and the state of the project's episodes, so a round that is cut off anywhere can be repeated: the second time
 * nothing is recorded.
 */
export class EvaluationWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('EvaluationWorker')
  private readonly loop: WorkLoop

  constructor(private readonly parts: EvaluationParts) {
    const { checkEveryMs } = parts
    this.loop = new WorkLoop({ name: 'EvaluationWorker', idleMsMax: checkEveryMs, step: () => this.step() })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop()
  }

  /** A fact has arrived. */
  nudge(): void {
    this.loop.nudge()
  }

  private step(): Promise<boolean> {
    const { clock, timeZone } = this.parts.system
    const today = calendarDateIn(timeZone, clock.now())
    const origin = { actor: SYSTEM_ACTOR, correlationId: randomUUID() }
    return this.parts.due.round(today, ROUND_PROJECTS_MAX, async (due) => {
      const checks = await Promise.all(due.map((watched) => this.evaluateOne(watched, today, origin)))
      crashPoint('round-recorded')
      return checks
    })
  }

  private async evaluateOne(watched: Watched, today: CalendarDate, origin: Origin): Promise<NextCheck> {
    const { projectId } = watched
    try {
      const evaluation = evaluate(this.parts.packs.current(), watched, today)
      await this.parts.store.execute({
        streamId: episodesStream(projectId),
        key: projectId,
        decider: episodesDecider,
        decide: (episodes, { newId }) => follow(projectId, { ...evaluation, today }, { episodes, newId }),
        origin,
      })
      return { projectId, checkOn: evaluation.nextChangeOn }
    } catch (error) {
      if (isDatabaseAway(error) || (error instanceof DomainError && error.kind === 'unavailable')) throw error
      // One project that cannot be judged must not hold up the others, and must not be forgotten either.
      this.logger.error(`project ${projectId} could not be evaluated: ${String(error)}`)
      return { projectId, checkOn: addDays(today, 1) }
    }
  }
}
