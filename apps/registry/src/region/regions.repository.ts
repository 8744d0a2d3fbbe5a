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

  constructor(private readonly store: EventStore) {}

  /** From the root to the division; `refused` `region-unknown` when it was never defined. */
  async pathOf(code: string, field = 'regionCode'): Promise<RegionPath> {
    const known = this.remembered.get(code)
    if (known && known.untilMs > Date.now()) return known.path
    const states = await this.store.states([regionStream(code)], regionDecider)
    const path = states.get(regionStream(code))?.state.path
    if (!path) throw new DomainError('refused', 'region-unknown', { field, figures: { code } })
    this.remembered.set(code, { path, untilMs: Date.now() + MEMORY_MS })
    return path
  }

  forget(code: string): void {
    this.remembered.delete(code)
  }
}
