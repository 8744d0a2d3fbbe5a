import { type DataOf, type NewEvent, RegionDefined } from '@zhuji/contracts'
import type { Decider } from '@zhuji/messaging'

/**
 * A division of the deployment's region tree, with its path from the root as it stands now. Projects carry the path they
 * were registered with, so they outlive a county that is merged or renamed.
 */
export type Region = { readonly path: DataOf<typeof RegionDefined>['regionPath'] | null }

export const regionStream = (code: string): string => `region/${code}`

export const regionDecider: Decider<Region> = {
  stateVersion: 1,
  initial: () => ({ path: null }),
  evolve: (region, event) =>
    event.type === RegionDefined.type ? { path: (event.data as DataOf<typeof RegionDefined>).regionPath } : region,
}

export interface Division {
  readonly code: string
  readonly name: string
  /** Path of the parent, empty for the root. */
  readonly parentPath: DataOf<typeof RegionDefined>['regionPath']
}

/** The same definition again records nothing. */
export function defineRegion(region: Region, division: Division, occurredOn: string): readonly NewEvent[] {
  const regionPath = [...division.parentPath, { code: division.code, name: division.name }]
  if (JSON.stringify(region.path) === JSON.stringify(regionPath)) return []
  return [RegionDefined({ code: division.code, regionPath }, occurredOn)]
}
