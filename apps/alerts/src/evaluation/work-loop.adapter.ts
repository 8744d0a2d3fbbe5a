import { Logger } from '@nestjs/common'

export interface WorkLoopOptions {
  readonly name: string
  /** How long to wait at most when there is nothing to do: the safety net behind `nudge`. */
  readonly idleMsMax: number
  /** Does one bounded piece of work; true when there may be more at once. */
  step(): Promise<boolean>
}

const IDLE_MS_MIN = 5
const FAULT_MS = 1_000

/** Repeats a step until it is stopped; a failing step is logged and tried again, never given up. */
export class WorkLoop {
  private readonly logger: Logger
  private running: Promise<void> | undefined
  private stopped = false
  private idleMs = IDLE_MS_MIN
  private wakeUp: (() => void) | undefined

  constructor(private readonly options: WorkLoopOptions) {
    this.logger = new Logger(options.name)
  }

  start(): void {
    this.running ??= this.run()
  }

  /** There may be something to do soon: a transaction that is about to commit has written it. */
  nudge(): void {
    this.idleMs = IDLE_MS_MIN
    this.wakeUp?.()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.wakeUp?.()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        if (await this.options.step()) this.idleMs = IDLE_MS_MIN
        else await this.idle(this.idleMs)
      } catch (error) {
        if (this.stopped) return
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
        await this.idle(FAULT_MS)
      }
    }
  }

  private async idle(ms: number): Promise<void> {
    if (this.stopped) return
    this.idleMs = Math.min(this.idleMs * 2, this.options.idleMsMax)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wakeUp = undefined
  }
}
