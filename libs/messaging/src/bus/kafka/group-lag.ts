export interface Lag {
  /** Records on the topics that are not in effect yet. */
  readonly events: number
  /** How long the oldest of them has lain there; 0 when there is none. */
  readonly seconds: number
}

interface Behind {
  readonly events: number
  /** Milliseconds since 1970. */
  readonly oldestAt: number
}

/** How far one member is behind on each partition it holds, as of the last batch of each; its age goes on meanwhile. */
export class GroupLag {
  private readonly partitions = new Map<string, Behind>()

  /** `oldestAt` is the time of the first record that is not in effect. */
  note(partition: string, events: number, oldestAt: number): void {
    if (events <= 0) this.partitions.delete(partition)
    else this.partitions.set(partition, { events, oldestAt })
  }

  /** Partitions are dealt out anew. */
  clear(): void {
    this.partitions.clear()
  }

  at(nowMs: number): Lag {
    const behind = [...this.partitions.values()]
    const oldestAt = Math.min(nowMs, ...behind.map((partition) => partition.oldestAt))
    return {
      events: behind.reduce((sum, { events }) => sum + events, 0),
      seconds: (nowMs - oldestAt) / 1_000,
    }
  }
}
