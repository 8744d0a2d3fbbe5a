import { randomUUID } from 'node:crypto'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly example?: unknown
  readonly schema?: { readonly example?: unknown; readonly format?: string; readonly enum?: readonly unknown[] }
}

export interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Record<string, { readonly example?: unknown; readonly schema?: object }> }
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

export interface RouteCall {
  readonly method: string
  /** With its parameters filled in and its required query. */
  readonly path: string
  readonly body?: unknown
}

/** The words of a query that no example can know. */
const queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET api/v1/dashboards/explain': { figure: 'disbursement-rate' },
  'GET api/v1/dashboards/changes': { fromKnownOn: '2026-01-01', toKnownOn: '2026-11-01' },
}

/** The smallest valid request to a route, from the API document, about the objects given by the names of the path. */
export function callOf(document: ApiDocument, route: string, ids: Readonly<Record<string, string>>): RouteCall {
  const [method, path] = route.split(' ') as [string, string]
  const operation = operationOf(document, route)
  const needed = (operation?.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required)
  const query = new URLSearchParams(
    needed.map(({ name, example, schema }) => [name, queries[route]?.[name] ?? String(example ?? schema?.example)]),
  )
  const filled = path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID())
  const body = operation?.requestBody?.content['application/json']?.example
  const needsBody = method !== 'GET' && method !== 'DELETE'
  return { method, path: `/${filled}${query.size > 0 ? `?${query}` : ''}`, body: needsBody ? (body ?? {}) : undefined }
}

export function operationOf(document: ApiDocument, route: string): Operation | undefined {
  const [method, path] = route.split(' ') as [string, string]
  return document.paths[`/${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
}

export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/** Sends it; of an event stream only the status is waited for. */
export async function send(url: string, token: string | undefined, call: RouteCall): Promise<Answer> {
  const stop = new AbortController()
  const response = await fetch(url + call.path, {
    method: call.method,
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': randomUUID(),
      'if-match': '"1"',
    },
    body: call.body === undefined ? undefined : JSON.stringify(call.body),
  })
  const contentType = response.headers.get('content-type') ?? ''
  const isStream = contentType.startsWith('text/event-stream')
  const text = isStream ? '' : await response.text()
  if (isStream) stop.abort()
  return { status: response.status, contentType, text }
}

export function problemSlug({ contentType, text }: Answer): string | undefined {
  return contentType.startsWith('application/problem+json') ? (JSON.parse(text) as { slug: string }).slug : undefined
}
