import { randomUUID } from 'node:crypto'
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common'
import { calendarDateIn } from '@zhuji/kernel'
import {
  checkpointDecider,
  checkpointStreamOf,
  type EventStore,
  isDue,
  type LogSignal,
  seal,
  type UnsealedLog,
} from '@zhuji/messaging'
import type { System } from './system.module.js'
import { WorkLoop } from './work-loop.adapter.js'

export interface CheckpointParts {
  readonly context: string
  readonly store: EventStore
  readonly unsealed: UnsealedLog
  readonly signal: LogSignal
  readonly system: Pick<System, 'clock' | 'timeZone' | 'checkpointKey'>
}

/** How long a log that grows may go unseen. */
const LOOK_MS = 1_000
/** How long one that did not grow by this process: others may have died before they sealed what they wrote. */
const LOOK_UNASKED_MS = 60_000

/**
 * Seals what a service has recorded: after so many facts, so long, or when their day is over. Which checkpoint is made
 * follows from the log and the checkpoint before alone, so of two processes that see the same the second makes none.
 */
export class CheckpointWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop: WorkLoop
  private readonly stopListening: () => void
  private hasGrown = true
  private lookAtMs = 0

  constructor(private readonly parts: CheckpointParts) {
    this.loop = new WorkLoop({ name: 'CheckpointWorker', idleMsMax: LOOK_MS, step: () => this.step() })
    this.stopListening = parts.signal.listen((context) => {
      this.hasGrown ||= context === parts.context
    })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async onModuleDestroy(): Promise<void> {
    this.stopListening()
    await this.loop.stop()
  }

  private async step(): Promise<boolean> {
    const now = this.parts.system.clock.now()
    if (!this.hasGrown && now.getTime() < this.lookAtMs) return false
    this.hasGrown = false
    try {
      const sealed = await this.sealDue(now)
      this.lookAtMs = now.getTime() + LOOK_UNASKED_MS
      return sealed
    } catch (error) {
      this.hasGrown = true
      throw error
    }
  }

  /** True when there may be more to seal at once. */
  private async sealDue(now: Date): Promise<boolean> {
    const { context, store, unsealed, system } = this.parts
    const streamId = checkpointStreamOf(context)
    const states = await store.states([streamId], checkpointDecider)
    const after = (states.get(streamId)?.state ?? checkpointDecider.initial()).through
    const waiting = await unsealed.waiting(after)
    if (!waiting || !isDue(waiting, now, calendarDateIn(system.timeZone, now))) return false
    const segment = { service: context, after, rows: await unsealed.rowsAfter(after) }
    await store.execute({
      streamId,
      key: context,
      decider: checkpointDecider,
      decide: (sealed) => seal(sealed, segment, system.checkpointKey),
      origin: { actor: { person: context, unit: null, role: 'system' }, correlationId: randomUUID() },
    })
    return true
  }
}
