import type { DataOf, RegionDefined } from '@zhuji/contracts'
import { DomainError } from '@zhuji/kernel'
import type { EventStore } from '@zhuji/messaging'
import { regionDecider, regionStream } from './region.js'

type RegionPath = DataOf<typeof RegionDefined>['regionPath']

/** How long another process's change of a region's name may stay unseen here. */
const MEMORY_MS = 10_000

/** The region tree as the register's own streams hold it; remembered for a short while, since every registration asks. */
export class Regions {
  private readonly remembered = new Map<string, { readonly path: RegionPath; readonly untilMs: number }>()
  /** The questions of one turn of the loop: a thousand registrations of one request must not ask a thousand times. */
  private asked: { readonly codes: Set<string>; readonly answer: Promise<ReadonlyMap<string, RegionPath>> } | undefined

  constructor(private readonly store: EventStore) {}

  /** From the root to the division; `refused` `region-unknown` when it was never defined. */
  async pathOf(code: string, field = 'regionCode'): Promise<RegionPath> {
    const known = this.remembered.get(code)
    if (known && known.untilMs > Date.now()) return known.path
    const path = await this.lookedUp(code)
    if (!path) throw new DomainError('refused', 'region-unknown', { field, figures: { code } })
    this.remembered.set(code, { path, untilMs: Date.now() + MEMORY_MS })
    return path
  }

  private async lookedUp(code: string): Promise<RegionPath | undefined> {
    if (!this.asked) {
      const codes = new Set<string>()
      this.asked = { codes, answer: new Promise((resolve) => setImmediate(resolve)).then(() => this.pathsOf(codes)) }
    }
    this.asked.codes.add(code)
    return (await this.asked.answer).get(code)
  }

  private async pathsOf(codes: ReadonlySet<string>): Promise<ReadonlyMap<string, RegionPath>> {
    this.asked = undefined
    const states = await this.store.states([...codes].map(regionStream), regionDecider)
    return new Map(
      [...codes].flatMap((code) => {
        const path = states.get(regionStream(code))?.state.path
        return path ? [[code, path] as const] : []
      }),
    )
  }

  forget(code: string): void {
    this.remembered.delete(code)
  }
}
