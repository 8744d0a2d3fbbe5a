/**
 * Several batches at once, but one after the other for each project: an item goes to the lane that its key chooses, a
 * lane gives full batches to `work` one at a time, and whoever fills a lane that is busy waits for it.
 */
export class Lanes<Item> {
  private readonly lanes: Lane<Item>[]
  private failure: Error | undefined

  constructor(
    private readonly options: {
      readonly lanes: number
      readonly batchItems: number
      readonly keyOf: (item: Item) => string
      readonly work: (items: readonly Item[]) => Promise<void>
    },
  ) {
    this.lanes = Array.from({ length: options.lanes }, () => ({ waiting: [], busy: Promise.resolve() }))
  }

  /** Resolves when there is room; rejects with what made an earlier batch fail. */
  async add(item: Item): Promise<void> {
    this.throwFailure()
    const lane = this.lanes[hashOf(this.options.keyOf(item)) % this.lanes.length]!
    lane.waiting.push(item)
    if (lane.waiting.length < this.options.batchItems) return
    await lane.busy
    this.throwFailure()
    this.start(lane)
  }

  /** Gives out what waits and resolves when everything is done. */
  async finish(): Promise<void> {
    for (const lane of this.lanes) {
      await lane.busy
      if (!this.failure && lane.waiting.length > 0) this.start(lane)
    }
    await Promise.all(this.lanes.map((lane) => lane.busy))
    this.throwFailure()
  }

  /** What is under way ends; what only waits is dropped. */
  async stop(): Promise<void> {
    for (const lane of this.lanes) lane.waiting = []
    await Promise.all(this.lanes.map((lane) => lane.busy))
  }

  private start(lane: Lane<Item>): void {
    const items = lane.waiting
    lane.waiting = []
    lane.busy = this.options.work(items).catch((error: unknown) => {
      this.failure ??= error as Error
    })
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure
  }
}

interface Lane<Item> {
  waiting: Item[]
  busy: Promise<void>
}

/** FNV-1a, 32 bits: spreads keys evenly and is the same in every run. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  }
  return hash >>> 0
}
