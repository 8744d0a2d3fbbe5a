import { Logger } from '@nestjs/common'
import { Nap } from '@zhuji/messaging'

export interface WorkLoopOptions {
  readonly name: string
  /** How long to wait at most when there is nothing to do: the safety net behind `nudge`. */
  readonly idleMsMax: number
  /** Does one bounded piece of work; true when there may be more at once. */
  step(): Promise<boolean>
}

const FAULT_MS = 1_000

/** Repeats a step until it is stopped; a failing step is logged and tried again, never given up. */
export class WorkLoop {
  private readonly logger: Logger
  private running: Promise<void> | undefined
  private stopped = false
  private readonly nap = new Nap()

  constructor(private readonly options: WorkLoopOptions) {
    this.logger = new Logger(options.name)
  }

  start(): void {
    this.running ??= this.run()
  }

  /** There may be something to do: a transaction has committed it. */
  nudge(): void {
    this.nap.nudge()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.nap.nudge()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        this.nap.looking()
        if (!(await this.options.step())) await this.nap.upTo(this.options.idleMsMax)
      } catch (error) {
        if (this.stopped) return
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
        await this.nap.upTo(FAULT_MS)
      }
    }
  }
}
