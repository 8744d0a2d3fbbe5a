/** What was expected of a milestone, by the day on which it was expected, as the service answers. */
export interface MilestoneTrend {
  readonly milestone: string
  readonly baselines: readonly { readonly version: number; readonly adoptedOn: string; readonly plannedOn: string }[]
  readonly points: readonly { readonly on: string; readonly expectedOn: string }[]
  readonly slipDays: number | null
  readonly slipFromFirstDays: number | null
}

/** A line needs two points: what nobody has expected anew says nothing about a trend. The farthest days come first. */
export function moving(trends: readonly MilestoneTrend[], most: number): readonly MilestoneTrend[] {
  return trends
    .filter(({ points }) => points.length > 1)
    .toSorted((one, other) => lastDayOf(other).localeCompare(lastDayOf(one)))
    .slice(0, most)
}

function lastDayOf({ points }: MilestoneTrend): string {
  return points.at(-1)?.expectedOn ?? ''
}
