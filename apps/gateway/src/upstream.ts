const AWAY_MS = 1_000

/** The instances of one service, taken in turn; one that could not be reached is passed over for a moment. */
export class Upstream {
  private turn = 0
  private readonly awayUntilMs = new Map<string, number>()

  constructor(readonly origins: readonly string[]) {}

  /**
   * The next instance in turn that is not away, nor the one that has just failed. When there is none, one that is away,
   * because it may be back; the one that has just failed only when it is the only one.
   */
  next(nowMs: number, failed?: string): string {
    const inTurn = this.origins.map((_, step) => this.origins[(this.turn + step) % this.origins.length]!)
    const others = inTurn.filter((origin) => origin !== failed)
    const chosen = others.find((origin) => (this.awayUntilMs.get(origin) ?? 0) <= nowMs) ?? others[0] ?? inTurn[0]!
    this.turn = this.origins.indexOf(chosen) + 1
    return chosen
  }

  noteAway(origin: string, nowMs: number): void {
    this.awayUntilMs.set(origin, nowMs + AWAY_MS)
  }
}
