import { setTimeout as pause } from 'node:timers/promises'
import type { Journal } from './journal.js'
import type { Request, Speaker } from './programme.js'

/** One answer as it was seen; where none could be read its status is 0 and its slug says what stood in the way. */
export interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: { readonly events?: readonly { readonly id: string }[]; readonly slug?: string }
}

export interface ClientOptions {
  readonly address: string
  readonly tokens: Readonly<Record<Speaker, string>>
  readonly journal: Journal
  /** How long a command may stay unknown before the client stops asking. */
  readonly resolveWithinMs?: number
  /** Hears of every single answer, also those that are asked for again. */
  readonly seen?: (answer: Answer, request: Request, attempt: number) => void
}

const ATTEMPT_MS_MAX = 30_000
const PAUSE_MS_MIN = 100
const PAUSE_MS_MAX = 1_000

/** A careful caller: writes down before it asks, and asks again with the same key until it has an answer that is final. */
export class Client {
  constructor(private readonly options: ClientOptions) {}

  async give(request: Request): Promise<void> {
    const { key, service, command } = request
    const note = (rest: Omit<Parameters<Journal['note']>[0], 'key' | 'service' | 'command'>) =>
      this.options.journal.note({ key, service, command, ...rest })
    await note({ outcome: 'unknown' })
    const deadline = Date.now() + (this.options.resolveWithinMs ?? 120_000)
    let pauseMs = PAUSE_MS_MIN
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(request)
      this.options.seen?.(answer, request, attempt)
      if (isAck(answer)) {
        return note({ outcome: 'acked', eventIds: (answer.body.events ?? []).map(({ id }) => id) })
      }
      if (isFinal(answer)) return note({ outcome: 'refused', said: `${answer.status} ${answer.body.slug}` })
      if (Date.now() > deadline) return note({ outcome: 'unknown', said: `${answer.status} ${answer.body.slug}` })
      await pause(pauseMs)
      pauseMs = Math.min(pauseMs * 2, PAUSE_MS_MAX)
    }
  }

  private async send({ path, key, speaker, body }: Request): Promise<Answer> {
    try {
      const response = await fetch(this.options.address + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.options.tokens[speaker]}`,
          'idempotency-key': key,
          'x-correlation-id': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ATTEMPT_MS_MAX),
      })
      const text = await response.text()
      return {
        status: response.status,
        retryAfter: response.headers.get('retry-after'),
        body: JSON.parse(text) as object,
      }
    } catch (error) {
      return { status: 0, retryAfter: null, body: { slug: causeOf(error) } }
    }
  }
}

const isAck = ({ status }: Answer): boolean => status >= 200 && status < 300

/** In flight, too many, and whatever a server says of itself: the same question may be answered otherwise later. */
function isFinal({ status, body }: Answer): boolean {
  return status !== 0 && status < 500 && status !== 429 && body.slug !== 'request-in-flight'
}

/** `fetch failed` says nothing; what is behind it does. */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause === undefined ? message : `${message}: ${causeOf(cause)}`
}
