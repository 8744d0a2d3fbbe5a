/**
 * Decides, per stream, whose turn it is. A version that has passed is skipped (a duplicate), the next one passes, a later
 * one waits until the gap before it closes. Every event of a stream takes part, wanted by the group or not, so that types
 * nobody asked for leave no gaps. Offsets play no role: they change when a relay repeats itself or a topic is rebuilt.
 */
export interface InStream {
  readonly streamId: string
  readonly version: number
  /** True when it is to be handed to the consumer; otherwise it only takes its place in the order. */
  readonly counts: boolean
}

export interface GateState<Item extends InStream> {
  /** The last version that passed, 0 for a stream never seen. */
  readonly versions: ReadonlyMap<string, number>
  readonly parked: readonly Item[]
}

export interface VersionMove {
  readonly streamId: string
  readonly from: number
  readonly to: number
}

export interface GateOutcome<Item extends InStream> {
  /** In the order in which they take effect. */
  readonly passed: readonly Item[]
  /** Arrived before their turn, to be kept. */
  readonly toPark: readonly Item[]
  /** Were kept and have passed now. */
  readonly released: readonly Item[]
  readonly moves: readonly VersionMove[]
  /** Something that is kept could pass, but the limit was reached. */
  readonly more: boolean
}

/** Lets at most `limit` items that count through. */
export function passGate<Item extends InStream>(
  state: GateState<Item>,
  arrivals: readonly Item[],
  limit = Number.POSITIVE_INFINITY,
): GateOutcome<Item> {
  const gate = new Gate(state, limit)
  for (const item of state.parked) gate.admit(item)
  const fresh = arrivals.filter((item) => gate.admit(item))
  const arrived = new Set(fresh)
  return {
    passed: gate.passed,
    toPark: fresh.filter((item) => gate.stillWaits(item)),
    released: gate.passed.filter((item) => !arrived.has(item)),
    moves: gate.moves(),
    more: gate.more,
  }
}

class Gate<Item extends InStream> {
  readonly passed: Item[] = []
  more = false
  private readonly versions: Map<string, number>
  private readonly waiting = new Map<string, Map<number, Item>>()
  private counted = 0

  constructor(
    private readonly state: GateState<Item>,
    private readonly limit: number,
  ) {
    this.versions = new Map(state.versions)
  }

  /** False for a duplicate: passed already, or waiting already. */
  admit(item: Item): boolean {
    const { streamId, version } = item
    const waiting = this.waiting.get(streamId) ?? new Map<number, Item>()
    if (version <= this.versionOf(streamId) || waiting.has(version)) return false
    this.waiting.set(streamId, waiting.set(version, item))
    this.drain(streamId)
    return true
  }

  private drain(streamId: string): void {
    const waiting = this.waiting.get(streamId)
    for (;;) {
      const next = this.versionOf(streamId) + 1
      const item = waiting?.get(next)
      if (!item) return
      if (item.counts && this.counted >= this.limit) {
        this.more = true
        return
      }
      if (item.counts) this.counted += 1
      waiting?.delete(next)
      this.versions.set(streamId, next)
      this.passed.push(item)
    }
  }

  stillWaits({ streamId, version }: Item): boolean {
    return this.waiting.get(streamId)?.has(version) ?? false
  }

  moves(): VersionMove[] {
    return [...this.versions]
      .map(([streamId, to]) => ({ streamId, from: this.state.versions.get(streamId) ?? 0, to }))
      .filter(({ from, to }) => to !== from)
  }

  private versionOf(streamId: string): number {
    return this.versions.get(streamId) ?? 0
  }
}
