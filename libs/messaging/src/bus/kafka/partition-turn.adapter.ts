import type { Turn } from './kafka-delivery.repository.js'

/** The partition is no longer ours, or the process stops: what was not committed is for whoever comes next. */
export class TurnLost extends Error {
  override readonly name = 'TurnLost'
  /** Read by the client library: a stopping consumer is not to be started again for this. */
  readonly retriable = false
}

const PULSE_MS = 500

/**
 * Keeps the group's coordinator informed while a batch is being taken in, however long the consumer or an away database
 * keeps it, and notices when the coordinator has given the partition to somebody else.
 */
export class PartitionTurn implements Turn {
  private readonly timer: NodeJS.Timeout
  private lost: Error | undefined

  constructor(
    private readonly heartbeat: () => Promise<void>,
    private readonly goesOn: () => boolean,
  ) {
    this.timer = setInterval(() => void this.beat(), PULSE_MS)
  }

  assertMine(): void {
    if (this.lost) throw this.lost
    if (!this.goesOn()) throw new TurnLost('the batch was interrupted')
  }

  end(): void {
    clearInterval(this.timer)
  }

  private async beat(): Promise<void> {
    try {
      await this.heartbeat()
    } catch (error) {
      this.lost = error as Error
    }
  }
}
