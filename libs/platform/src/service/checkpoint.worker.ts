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
  type SealedLog,
  type UnsealedLog,
  type Waiting,
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
 * Seals what a service has recorded: after so many facts, so long, when their day is over, or when somebody asks. Which
 * checkpoint is made follows from the log and the checkpoint before alone, so of two processes that see the same the second makes none.
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

  /** Seals what is there now without waiting for its time, and answers how far the log is sealed then. */
  async sealNow(): Promise<SealedLog> {
    const asked = this.parts.system.clock.now()
    // What comes in meanwhile waits for its own time, or this would not end while somebody records.
    while (await this.sealNext(({ since }) => since <= asked)) continue
    return this.sealed()
  }

  private async step(): Promise<boolean> {
    const now = this.parts.system.clock.now()
    if (!this.hasGrown && now.getTime() < this.lookAtMs) return false
    this.hasGrown = false
    try {
      const today = calendarDateIn(this.parts.system.timeZone, now)
      const sealed = await this.sealNext((waiting) => isDue(waiting, now, today))
      this.lookAtMs = now.getTime() + LOOK_UNASKED_MS
      return sealed
    } catch (error) {
      this.hasGrown = true
      throw error
    }
  }

  private async sealed(): Promise<SealedLog> {
    const streamId = checkpointStreamOf(this.parts.context)
    const states = await this.parts.store.states([streamId], checkpointDecider)
    return states.get(streamId)?.state ?? checkpointDecider.initial()
  }

  /** True when there may be more to seal at once. */
  private async sealNext(isTime: (waiting: Waiting) => boolean): Promise<boolean> {
    const { context, store, unsealed, system } = this.parts
    const { through: after } = await this.sealed()
    const waiting = await unsealed.waiting(after)
    if (!waiting || !isTime(waiting)) return false
    const segment = { service: context, after, rows: await unsealed.rowsAfter(after) }
    await store.execute({
      streamId: checkpointStreamOf(context),
      key: context,
      decider: checkpointDecider,
      decide: (sealed) => seal(sealed, segment, system.checkpointKey),
      origin: { actor: { person: context, unit: null, role: 'system' }, correlationId: randomUUID() },
    })
    return true
  }
}
