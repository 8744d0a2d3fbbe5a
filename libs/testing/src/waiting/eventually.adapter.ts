import { setTimeout as pause } from 'node:timers/promises'

export interface EventuallyOptions {
  /** Milliseconds until it counts as never; 5,000 when not given. */
  readonly within?: number
  /** What should come to hold, as the end of "expected that …". */
  readonly describe?: string
}

const WITHIN_MS = 5_000
const POLL_MS_MIN = 5
const POLL_MS_MAX = 100

/**
 * Repeats an assertion until it no longer throws and returns what it returned. Fails at the deadline, also when one
 * attempt never comes back, with one sentence that ends in the last failure.
 */
export async function eventually<Value>(
  assertion: () => Value | Promise<Value>,
  options: EventuallyOptions = {},
): Promise<Value> {
  const within = options.within ?? WITHIN_MS
  const deadline = Date.now() + within
  let lastFailure = 'the first attempt has not come back'
  for (let attempts = 1, pauseMs = POLL_MS_MIN; ; attempts++, pauseMs = Math.min(pauseMs * 2, POLL_MS_MAX)) {
    const outcome = await attempt(assertion, deadline - Date.now())
    if (outcome.kind === 'held') return outcome.value
    if (outcome.kind === 'failed') lastFailure = textOf(outcome.error)
    if (outcome.kind === 'hung' || Date.now() + pauseMs > deadline) {
      const what = options.describe ?? 'the assertion holds'
      const failure = new Error(
        `expected that ${what} within ${within} ms, but after ${attempts} attempts: ${lastFailure}`,
        outcome.kind === 'failed' ? { cause: outcome.error } : undefined,
      )
      Error.captureStackTrace(failure, eventually)
      throw failure
    }
    await pause(pauseMs)
  }
}

type Outcome<Value> = { kind: 'held'; value: Value } | { kind: 'failed'; error: unknown } | { kind: 'hung' }

async function attempt<Value>(assertion: () => Value | Promise<Value>, leftMs: number): Promise<Outcome<Value>> {
  const deadline = new AbortController()
  const hung = pause(Math.max(leftMs, 1), { kind: 'hung' } as const, { signal: deadline.signal })
  hung.catch(() => undefined)
  const held = (async () => ({ kind: 'held', value: await assertion() }) as const)()
  try {
    return await Promise.race([held, hung])
  } catch (error) {
    return { kind: 'failed', error }
  } finally {
    deadline.abort()
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
