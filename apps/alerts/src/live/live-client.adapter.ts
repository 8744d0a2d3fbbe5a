import type { EventStream } from '@zhuji/platform'
import type { LogPosition } from '@zhuji/contracts'
import { eventIdOf } from './event-id.js'
import type { LiveChange } from './live-change.js'

export interface LiveClientOptions {
  readonly stream: EventStream
  /** Changes behind this place are sent. */
  readonly from: LogPosition
  wants(change: LiveChange): boolean
  after(position: LogPosition): Promise<readonly LiveChange[]>
}

/** One connected reader: reads the feed from its own place and writes what it wants to see. */
export class LiveClient {
  private position: LogPosition
  private pumping = false
  private again = false

  constructor(
    private readonly options: LiveClientOptions,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.position = options.from
    this.nudge()
  }

  end(): void {
    this.options.stream.end()
  }

  /** There may be more to read; while reading, once more afterwards. */
  nudge(): void {
    this.again = true
    if (this.pumping) return
    this.pumping = true
    this.pump()
      .catch((error: unknown) => {
        this.onFault(error)
        this.end()
      })
      .finally(() => {
        this.pumping = false
      })
  }

  private async pump(): Promise<void> {
    const { stream } = this.options
    while (this.again && stream.isOpen) {
      this.again = false
      const changes = await this.options.after(this.position)
      if (changes.length > 0) this.again = true
      for (const change of changes) this.take(change)
      await stream.untilRead()
    }
  }

  private take(change: LiveChange): void {
    this.position = change.position
    if (!this.options.wants(change)) return
    const data = JSON.stringify({ ...change.episode, project: change.project, because: change.type })
    this.options.stream.write(`id: ${eventIdOf(change.position)}\nevent: alert\ndata: ${data}\n\n`)
  }
}
