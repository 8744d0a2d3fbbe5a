import { setTimeout as pause } from 'node:timers/promises'
import type { TokenSource } from './access-token.adapter.js'

/** One command of a bulk request, as the service names it. The key makes it safe to send again. */
export interface ClientCommand {
  readonly name: string
  readonly id: string
  readonly key: string
  readonly body: object
}

export interface ClientProblem {
  readonly slug: string
  readonly status: number
  readonly detail: string
  readonly figures: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[]
}

export interface CommandResult {
  readonly key: string
  readonly status: number
  readonly problem?: ClientProblem
}

export interface CommandsClientOptions {
  /** Where each service answers; one address for all of them on the embedded defaults. */
  readonly baseUrl: (service: string) => string
  readonly tokens: TokenSource
  readonly language?: 'zh-CN' | 'en'
}

const ATTEMPTS_MAX = 60
const RETRY_DELAY_MS = 250
const RETRY_DELAY_MS_MAX = 5_000

/** The service could not be reached, or would not take the request as a whole, however often it was tried. */
export class ServiceFailure extends Error {
  constructor(
    message: string,
    readonly status?: number,
  ) {
    super(message)
    this.name = 'ServiceFailure'
  }
}

/** Speaks to the services over HTTP as any other caller; safe to retry, because every command carries its key. */
export class CommandsClient {
  constructor(private readonly options: CommandsClientOptions) {}

  /**
   * Gives up to 1,000 commands at once; results come in their order. A lost answer, a service that is away, a command
   * whose twin is still under way or whose project has not arrived there yet are tried again; a refusal is a result.
   */
  async give(service: string, commands: readonly ClientCommand[], knownOn?: string): Promise<CommandResult[]> {
    const results = new Map<string, CommandResult>()
    let open = commands
    for (let attempt = 0; open.length > 0; attempt += 1) {
      if (attempt > 0) await pause(delayOf(attempt))
      const body = { knownOn, commands: open }
      const answer = await this.post<{ results: CommandResult[] }>(service, `/api/v1/${service}/commands`, body)
      for (const result of answer.results) results.set(result.key, result)
      if (attempt === ATTEMPTS_MAX) break
      open = open.filter((command) => isPassing(results.get(command.key)))
    }
    return commands.map((command) => results.get(command.key)!)
  }

  post<Answer>(service: string, path: string, body: object): Promise<Answer> {
    return this.send(service, path, { method: 'POST', body: JSON.stringify(body) })
  }

  get<Answer>(service: string, path: string): Promise<Answer> {
    return this.send(service, path, { method: 'GET' })
  }

  private async send<Answer>(service: string, path: string, request: RequestInit): Promise<Answer> {
    const url = this.options.baseUrl(service) + path
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.tryOnce(url, request)
      if (response instanceof Response && response.ok) return (await response.json()) as Answer
      if (
        attempt < ATTEMPTS_MAX &&
        (!(response instanceof Response) || [429, 502, 503, 504].includes(response.status))
      ) {
        await pause(delayOf(attempt))
        continue
      }
      if (!(response instanceof Response)) throw new ServiceFailure(`${url}: ${response.message}`)
      throw new ServiceFailure(`${url}: ${response.status} ${await response.text()}`, response.status)
    }
  }

  private async tryOnce(url: string, request: RequestInit): Promise<Response | Error> {
    try {
      const headers = {
        authorization: `Bearer ${await this.options.tokens.token()}`,
        'accept-language': this.options.language ?? 'zh-CN',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      }
      return await fetch(url, { ...request, headers })
    } catch (error) {
      return error as Error
    }
  }
}

const PASSING_SLUGS = new Set(['request-in-flight', 'project-unknown', 'too-much-work'])

function isPassing(result: CommandResult | undefined): boolean {
  if (!result) return true
  return result.status === 503 || (result.problem !== undefined && PASSING_SLUGS.has(result.problem.slug))
}

function delayOf(attempt: number): number {
  return Math.min(RETRY_DELAY_MS * 1.5 ** (attempt - 1), RETRY_DELAY_MS_MAX)
}
