import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { Webhook } from 'standardwebhooks'

export interface WebhookMessage {
  /** Stable over all attempts, so that a receiver can tell a repetition. */
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly body: string
  readonly sentAt: Date
}

export type WebhookOutcome = { readonly kind: 'delivered' | 'gone' | 'failed'; readonly text: string }

export interface WebhookCallOptions {
  readonly timeoutMs: number
  readonly allowedHosts: readonly string[]
}

/**
 * Sends one signed message (Standard Webhooks). Where a name leads is looked at when the connection is opened, so neither
 * odd spellings of an address nor a name that changes its address reach a private network; hosts that the deployment has
 * named are exempt. Redirects are not followed, and of the answer only the status is read.
 */
export class WebhookCall {
  private readonly guarded = { http: new RequestFilteringHttpAgent(), https: new RequestFilteringHttpsAgent() }
  private readonly open = { http: new HttpAgent(), https: new HttpsAgent() }

  constructor(private readonly options: WebhookCallOptions) {}

  /** Never rejects: what went wrong is the outcome. */
  async send(message: WebhookMessage): Promise<WebhookOutcome> {
    try {
      return outcomeOf(await this.statusOf(message))
    } catch (error) {
      return { kind: 'failed', text: textOf(error) }
    }
  }

  private statusOf({ id, url, secret, body, sentAt }: WebhookMessage): Promise<number> {
    const target = new URL(url)
    const isAllowed = this.options.allowedHosts.includes(target.hostname)
    const agents = isAllowed ? this.open : this.guarded
    const isHttps = target.protocol === 'https:'
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'zhuji-alerts',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
    }
    const options = { method: 'POST', headers, signal: AbortSignal.timeout(this.options.timeoutMs) }
    return new Promise((resolve, reject) => {
      const take = (response: IncomingMessage) => {
        resolve(response.statusCode ?? 0)
        response.on('error', () => undefined)
        response.destroy()
      }
      const request = isHttps
        ? httpsRequest(target, { ...options, agent: agents.https }, take)
        : httpRequest(target, { ...options, agent: agents.http }, take)
      request.on('error', reject)
      request.end(body)
    })
  }

  close(): void {
    for (const agent of [...Object.values(this.guarded), ...Object.values(this.open)]) agent.destroy()
  }
}

function outcomeOf(status: number): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered', text: `HTTP ${status}` }
  // By the standard, the receiver's way to say: never again.
  return { kind: status === 410 ? 'gone' : 'failed', text: `HTTP ${status}` }
}

function textOf(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time'
  if (/is not allowed/.test(message)) return 'the address is private or reserved'
  return code ?? name
}
