const FACTOR = 3
const DELAY_MS_MAX = 8 * 3_600_000
const JITTER = 0.2

/**
 * How long to wait after the given attempt (from 1) failed: three times longer each time, at most eight hours, and up to
 * a fifth more by chance (0 ≤ chance < 1) so that many deliveries to one receiver spread out.
 */
export function retryDelayMs(attempt: number, firstDelayMs: number, chance: number): number {
  return Math.round(Math.min(firstDelayMs * FACTOR ** (attempt - 1), DELAY_MS_MAX) * (1 + JITTER * chance))
}
