interface Window {
  hits: number
  endsAtMs: number
}

const WINDOW_MS = 60_000
const CALLERS_MAX = 50_000

/**
 * Counts calls per caller and minute. A fixed window lets at most twice the limit through at its edge; in return it costs
 * two numbers per caller and no list of timestamps. Bounded: when too many callers are counted, all start afresh.
 */
export class RequestWindows {
  private readonly windows = new Map<string, Window>()

  constructor(private readonly callersMax = CALLERS_MAX) {}

  /** Counts one call; returns for how many seconds the caller has to wait, 0 when it may go on. */
  hit(caller: string, limit: number, nowMs: number): number {
    let window = this.windows.get(caller)
    if (!window || window.endsAtMs <= nowMs) {
      if (this.windows.size >= this.callersMax) this.windows.clear()
      window = { hits: 0, endsAtMs: nowMs + WINDOW_MS }
      this.windows.set(caller, window)
    }
    window.hits += 1
    return window.hits > limit ? Math.ceil((window.endsAtMs - nowMs) / 1000) : 0
  }
}
