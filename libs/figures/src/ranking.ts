export interface Ranked {
  readonly id: string
  /** Null is unknown: it has no place. */
  readonly value: number | null
}

export interface Place extends Ranked {
  /** From 1; equal values share a place, and the next one skips as many. */
  readonly place: number | null
  readonly placeBefore: number | null
  /** Places won since then; negative where they were lost. */
  readonly change: number | null
}

/** The highest value first, unknown ones at the end, equals by their id. */
export function rankingOf(now: readonly Ranked[], before: readonly Ranked[]): readonly Place[] {
  const places = placesOf(now)
  const earlier = placesOf(before)
  return now
    .map(({ id, value }) => {
      const place = places.get(id) ?? null
      const placeBefore = earlier.get(id) ?? null
      return { id, value, place, placeBefore, change: place && placeBefore && placeBefore - place }
    })
    .toSorted((one, other) => byPlace(one, other) || (one.id < other.id ? -1 : 1))
}

function placesOf(ranked: readonly Ranked[]): ReadonlyMap<string, number> {
  const known = ranked.filter((entry): entry is { id: string; value: number } => entry.value !== null)
  const values = known.map(({ value }) => value).toSorted((one, other) => other - one)
  const first = new Map<number, number>()
  for (const [index, value] of values.entries()) if (!first.has(value)) first.set(value, index + 1)
  return new Map(known.map(({ id, value }) => [id, first.get(value)!]))
}

function byPlace(one: { place: number | null }, other: { place: number | null }): number {
  return (one.place ?? Infinity) === (other.place ?? Infinity) ? 0 : (one.place ?? Infinity) - (other.place ?? Infinity)
}
