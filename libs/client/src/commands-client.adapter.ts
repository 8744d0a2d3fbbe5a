import { setTimeout as pause } from 'node:timers/promises'
import { TokenRefused, type TokenSource } from './access-token.adapter.js'

/** One command of a bulk request, as the service names it. The key makes it safe to send again. */
export interface ClientCommand {
  readonly name: string
  readonly id: string
  readonly key: string
  /** Claimed by an import: since when its source knew this, where it is not the day of the whole request. */
  readonly knownOn?: string
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
  readonly receipt?: CommandReceipt
  readonly problem?: ClientProblem
}

/** What a command recorded; the same key is answered with the same receipt again. */
export interface CommandReceipt {
  readonly streamId: string
  readonly version: number
  readonly events: readonly { readonly id: string; readonly type: string; readonly occurredOn: string }[]
}

export interface CommandsClientOptions {
  /** Where each service answers; one address for all of them on the embedded defaults. */
  readonly baseUrl: (service: string) => string
  readonly tokens: TokenSource
  readonly language?: 'zh-CN' | 'en'
  /** How often a request is tried before it counts as failed; about five minutes unless said otherwise. */
  readonly attemptsMax?: number
}

/** What a service takes in one request: see its bulk route, and its limit on bodies (1 MiB unless set otherwise). */
const COMMANDS_MAX = 1_000
const COMMANDS_CHARACTERS_MAX = 400_000
const ANSWER_WITHIN_MS = 120_000
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

  /** Any number of commands, in requests of a size that the services take, one after the other. */
  async giveAll(service: string, commands: readonly ClientCommand[], knownOn?: string): Promise<CommandResult[]> {
    const results: CommandResult[] = []
    for (const part of requestsOf(commands)) results.push(...(await this.give(service, part, knownOn)))
    return results
  }

  post<Answer>(service: string, path: string, body: object): Promise<Answer> {
    return this.send(service, path, { method: 'POST', body: JSON.stringify(body) })
  }

  /** One command by a route of its own. */
  tell<Answer>(service: string, path: string, { key, body }: Pick<ClientCommand, 'key' | 'body'>): Promise<Answer> {
    return this.send(service, path, { method: 'POST', body: JSON.stringify(body), key })
  }

  get<Answer>(service: string, path: string): Promise<Answer> {
    return this.send(service, path, { method: 'GET' })
  }

  private async send<Answer>(service: string, path: string, request: Outgoing): Promise<Answer> {
    const url = this.options.baseUrl(service) + path
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.tryOnce(url, request)
      if (!(answer instanceof Error) && answer.ok) return JSON.parse(answer.text) as Answer
      const mayPass = answer instanceof Error || PASSING_STATUSES.has(answer.status)
      if (mayPass && attempt < (this.options.attemptsMax ?? ATTEMPTS_MAX)) {
        await pause(delayOf(attempt))
        continue
      }
      if (answer instanceof Error) throw new ServiceFailure(`${url}: ${causeOf(answer)}`)
      throw new ServiceFailure(`${url}: ${answer.status} ${answer.text}`, answer.status)
    }
  }

  /** An answer that breaks off while it is read is as lost as one that never came. */
  private async tryOnce(url: string, { key, ...request }: Outgoing): Promise<WholeAnswer | Error> {
    try {
      const headers = {
        authorization: `Bearer ${await this.options.tokens.token()}`,
        'accept-language': this.options.language ?? 'zh-CN',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      }
      const response = await fetch(url, { ...request, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
      return { ok: response.ok, status: response.status, text: await response.text() }
    } catch (error) {
      if (error instanceof TokenRefused) throw error
      return error as Error
    }
  }
}

interface Outgoing {
  readonly method: 'GET' | 'POST'
  readonly body?: string
  readonly key?: string
}

interface WholeAnswer {
  readonly ok: boolean
  readonly status: number
  readonly text: string
}

const PASSING_STATUSES = new Set([429, 502, 503, 504])

/** fetch says only "fetch failed"; what failed is its cause. */
function causeOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

/** Characters, not bytes: even if every one took two bytes, a request stays below the limit. */
function requestsOf(commands: readonly ClientCommand[]): ClientCommand[][] {
  const requests: ClientCommand[][] = []
  let characters = Infinity
  for (const command of commands) {
    const size = JSON.stringify(command).length
    const last = requests.at(-1)
    if (!last || last.length === COMMANDS_MAX || characters + size > COMMANDS_CHARACTERS_MAX) {
      requests.push([command])
      characters = size
    } else {
      last.push(command)
      characters += size
    }
  }
  return requests
}

const PASSING_SLUGS = new Set(['request-in-flight', 'project-unknown', 'too-much-work'])

function isPassing(result: CommandResult | undefined): boolean {
  if (!result) return true
  return result.status === 503 || (result.problem !== undefined && PASSING_SLUGS.has(result.problem.slug))
}

function delayOf(attempt: number): number {
  return Math.min(RETRY_DELAY_MS * 1.5 ** (attempt - 1), RETRY_DELAY_MS_MAX)
}
