interface Attempts {
  count: number
  endsAtMs: number
}

const WINDOW_MS = 60_000
const ATTEMPTS_MAX = 10

/**
 * At most ten passwords a minute for one account, right or wrong. The accounts are a handful and known, so nothing needs
 * to be bounded or forgotten.
 */
export class SignInAttempts {
  private readonly byAccount = new Map<string, Attempts>()

  /** Counts an attempt; returns for how many seconds the account is closed, 0 when the password may be tried. */
  begin(username: string, nowMs: number): number {
    let attempts = this.byAccount.get(username)
    if (!attempts || attempts.endsAtMs <= nowMs) {
      attempts = { count: 0, endsAtMs: nowMs + WINDOW_MS }
      this.byAccount.set(username, attempts)
    }
    attempts.count += 1
    return attempts.count > ATTEMPTS_MAX ? Math.ceil((attempts.endsAtMs - nowMs) / 1000) : 0
  }
}
