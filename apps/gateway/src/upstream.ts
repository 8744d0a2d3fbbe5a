const AWAY_MS = 1_000

/** The instances of one service, taken in turn; one that could not be reached is passed over for a moment. */
export class Upstream {
  private turn = 0
  private readonly awayUntilMs = new Map<string, number>()

  constructor(readonly origins: readonly string[]) {}

  /** The next instance in turn; when all of them are away, the next one all the same. */
  next(nowMs: number): string {
    for (let step = 0; step < this.origins.length; step++) {
      const origin = this.origins[this.turn++ % this.origins.length]!
      if ((this.awayUntilMs.get(origin) ?? 0) <= nowMs) return origin
    }
    return this.origins[this.turn++ % this.origins.length]!
  }

  noteAway(origin: string, nowMs: number): void {
    this.awayUntilMs.set(origin, nowMs + AWAY_MS)
  }
}
