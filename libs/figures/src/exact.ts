/** Percentages carry four decimals, those that reports have; a point has this many parts. */
export const PARTS_PER_POINT = 10_000

/** A percentage or a number of points in whole parts. */
export function inParts(points: number): bigint {
  return BigInt(Math.round(points * PARTS_PER_POINT))
}

/** part / whole × 100, computed in whole numbers and rounded once; null where there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? fromParts(partsOf(part), BigInt(whole)) : null
}

/** An amount as what its percentage of a whole is in parts, before it is divided by that whole. */
export function partsOf(amount: number): bigint {
  return BigInt(amount) * 100n * BigInt(PARTS_PER_POINT)
}

/** Half a part counts upwards. */
export function fromParts(parts: bigint, divisor: bigint): number {
  const doubled = 2n * parts + divisor
  const quotient = doubled / (2n * divisor)
  const floor = doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient
  return Number(floor) / PARTS_PER_POINT
}

/** So many percent of an amount, in whole fen; half a fen counts upwards. */
export function percentOfFen(percent: number, fen: number): number {
  const whole = 100n * BigInt(PARTS_PER_POINT)
  return Number((2n * BigInt(fen) * inParts(percent) + whole) / (2n * whole))
}

/** For differences of percentages, which carry the noise of binary fractions. */
export function rounded(value: number): number {
  return Math.round(value * PARTS_PER_POINT) / PARTS_PER_POINT
}
