import { setImmediate as nextTurn } from 'node:timers/promises'
import { sleep } from '../delivery.repository.js'
import type { Arriving, Turn } from './kafka-delivery.repository.js'

/** Measured with the embedded bus: above this a batch only costs memory and lag. */
const ROUND_RECORDS_MAX = 1_000

/** What one partition brought in one answer of a broker. */
export interface Portion extends Arriving {
  readonly turn: Turn
  /** The first `count` records are in effect. */
  inEffect(count: number): void
  /** Tells the brokers how far every partition of this member is. */
  commit(): Promise<void>
}

interface Waiting {
  readonly portion: Portion
  taken: number
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

interface Share extends Arriving {
  readonly of: Waiting
  /** Of the portion's records, the first that is left for later. */
  readonly end: number
}

/**
 * Takes in what a member's partitions hold by rounds: one transaction and one commit of offsets for all of them, instead of
 * one for each. An answer of a broker brings up to twenty-four small portions; taken in one by one they cost as many
 * transactions, and the more the less there is in each. Whatever fails a round is left to each partition by itself.
 */
export class PartitionRounds {
  private waiting: Waiting[] = []
  private running: Promise<void> | undefined

  constructor(
    private readonly take: (arriving: readonly Arriving[], turn: Turn) => Promise<void>,
    /** Rounds that are not full begin at least this long after each other; the library asks for more only after the answer. */
    private readonly paceMs: number,
  ) {}

  /** Resolves when all of it is in effect and said so; rejects with what its turn, or the brokers, threw. */
  join(portion: Portion): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ portion, taken: 0, resolve, reject })
      this.running ??= this.run()
    })
  }

  private async run(): Promise<void> {
    // The library hands over the partitions of one answer in one turn of the loop.
    await nextTurn()
    while (this.waiting.length > 0) await this.round(sharesOf(this.waiting))
    this.running = undefined
  }

  private async round(shares: readonly Share[]): Promise<void> {
    try {
      await this.takeTogether(shares)
    } catch (error) {
      if (shares.length === 1) this.fail(shares[0]!.of, error as Error)
      else for (const share of shares) await this.round([share])
    }
  }

  private async takeTogether(shares: readonly Share[]): Promise<void> {
    const assertMine = (): void => {
      for (const { of } of shares) of.portion.turn.assertMine()
    }
    const started = performance.now()
    await this.take(shares, { assertMine })
    for (const { of, end } of shares) {
      of.taken = end
      of.portion.inEffect(end)
    }
    await shares[0]!.of.portion.commit()
    const tookMs = performance.now() - started
    if (!isFull(shares) && tookMs < this.paceMs) await sleep(this.paceMs - tookMs)
    const done = shares.map(({ of }) => of).filter(({ portion, taken }) => taken === portion.records.length)
    this.waiting = this.waiting.filter((each) => !done.includes(each))
    for (const { resolve } of done) resolve()
  }

  private fail(one: Waiting, error: Error): void {
    this.waiting = this.waiting.filter((each) => each !== one)
    one.reject(error)
  }
}

function isFull(shares: readonly Share[]): boolean {
  return shares.reduce((sum, { records }) => sum + records.length, 0) === ROUND_RECORDS_MAX
}

/**
 * Whole portions as far as they fit, so that a long one is worked off by itself: facts of few projects cost a read model
 * less than the same number of facts of all of them.
 */
function sharesOf(waiting: readonly Waiting[]): Share[] {
  const shares: Share[] = []
  let room = ROUND_RECORDS_MAX
  for (const of of waiting) {
    if (room === 0) break
    const end = Math.min(of.taken + room, of.portion.records.length)
    room -= end - of.taken
    shares.push({ of, end, source: of.portion.source, records: of.portion.records.slice(of.taken, end) })
  }
  return shares
}
