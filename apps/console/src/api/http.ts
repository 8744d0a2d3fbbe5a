import { currentLanguage } from '../i18n/index.js'
import { NoAnswer, problemOf } from './problem.js'
import { type QueryValue, queryText } from './query-text.js'

/** Where the bearer token comes from; set once by the session, so that this file knows no sign-in. */
export interface TokenSource {
  token(): Promise<string | undefined>
  /** A request was answered 401: renews if it can and says whether trying again makes sense. */
  renewed(): Promise<boolean>
}

let source: TokenSource = { token: async () => undefined, renewed: async () => false }

export function takeTokensFrom(tokens: TokenSource): void {
  source = tokens
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** The raw answer; throws Problem for a refusal and NoAnswer when nothing came back. */
export async function call(path: string, request: Request = {}): Promise<Response> {
  const response = await attempt(path, request)
  if (response.status === 401 && (await source.renewed())) return accepted(await attempt(path, request))
  return accepted(response)
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response
  throw await problemOf(response)
}

async function attempt(path: string, request: Request): Promise<Response> {
  const { method = 'GET', query = {}, body, idempotencyKey, headers, signal } = request
  const token = await source.token()
  const isForm = body instanceof FormData
  const given: Record<string, string> = { accept: 'application/json', 'accept-language': currentLanguage(), ...headers }
  if (token !== undefined) given.authorization = `Bearer ${token}`
  if (idempotencyKey !== undefined) given['idempotency-key'] = idempotencyKey
  if (body !== undefined && !isForm) given['content-type'] = 'application/json'
  const content = body === undefined || isForm ? body : JSON.stringify(body)
  try {
    return await fetch(`/api/v1${path}${queryText(query)}`, { method, headers: given, body: content, signal })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new NoAnswer(error)
  }
}

export async function read<Answer>(path: string, request: Request = {}): Promise<Answer> {
  const response = await call(path, request)
  return (await response.json()) as Answer
}

/** A UUID also where the page is not served securely and `crypto.randomUUID` does not exist. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
