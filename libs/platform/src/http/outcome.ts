import { DomainError, type DomainErrorKind, type Figures } from '@zhuji/kernel'

/** One field that breaks its form. */
export interface FieldFault {
  readonly field: string
  readonly rule: string
  readonly figures: Figures
}

/** What went wrong, before it is put into words. */
export interface Outcome {
  readonly status: number
  readonly slug: string
  readonly figures: Figures
  readonly faults?: readonly FieldFault[]
  readonly retryAfterS?: number
}

/** Several fields of one request are wrong; thrown by the validation pipe. */
export class InvalidFields extends Error {
  constructor(readonly faults: readonly FieldFault[]) {
    super(`invalid: ${faults.map(({ field, rule }) => `${field} ${rule}`).join(', ')}`)
    this.name = 'InvalidFields'
  }
}

const statuses: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  refused: 422,
  'precondition-required': 428,
  'too-many': 429,
  unavailable: 503,
}

const RETRY_AFTER_S = 2
const RETRY_AFTER_TOO_MANY_S = 60

function outcomeOfDomainError({ kind, slug, figures, field }: DomainError): Outcome {
  const told = typeof figures['retryAfterS'] === 'number' ? figures['retryAfterS'] : undefined
  const usual = kind === 'unavailable' ? RETRY_AFTER_S : kind === 'too-many' ? RETRY_AFTER_TOO_MANY_S : undefined
  const retryAfterS = usual === undefined ? undefined : (told ?? usual)
  const faults = field === undefined ? undefined : [{ field, rule: slug, figures }]
  return { status: statuses[kind], slug, figures, faults, retryAfterS }
}

/** The edge's own refusals by HTTP status, as Nest and Fastify raise them. */
const slugs: Readonly<Record<number, string>> = {
  400: 'request-malformed',
  401: 'token-missing',
  403: 'permission-missing',
  404: 'route-unknown',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'url-too-long',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
  431: 'url-too-long',
  503: 'service-unavailable',
}

function outcomeOfStatus(status: number, figures: Figures = {}): Outcome {
  const slug = slugs[status] ?? (status < 500 ? 'request-malformed' : 'unexpected-error')
  return { status, slug, figures, retryAfterS: status === 503 ? RETRY_AFTER_S : undefined }
}

const unexpected: Outcome = { status: 500, slug: 'unexpected-error', figures: {} }

/**
 * PostgreSQL states that pass by themselves: connection lost (08), no resources (53: connections, disk, memory), shutdown
 * or crash recovery (57P01-5), cancelled by a time limit (57014), a session that slept in its transaction (25P03-4), lost a
 * race (40001, 40P01, 55P03), a standby (25006).
 */
const PASSING_SQL_STATE = /^(08...|53...|57P0[1-5]|57014|25P0[34]|40001|40P01|55P03|25006)$/
const PASSING_NETWORK_CODE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/
const PASSING_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection/

/** True when a part we need is away for now; looks through wrappers (driver errors, causes, aggregates). */
export function isPassingFault(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false
  const { code, message, driverError, cause, errors } = error as Record<string, unknown>
  if (typeof code === 'string' && (PASSING_SQL_STATE.test(code) || PASSING_NETWORK_CODE.test(code))) return true
  if (typeof message === 'string' && PASSING_MESSAGE.test(message)) return true
  const inner = [driverError, cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]
  return inner.some((part) => isPassingFault(part, depth + 1))
}

/** What any thrown value means to a caller. Never throws; what it does not know is `unexpected-error`. */
export function outcomeOfFault(error: unknown, bodyLimitBytes?: number): Outcome {
  if (error instanceof DomainError) return outcomeOfDomainError(error)
  if (error instanceof InvalidFields) {
    return { status: 400, slug: 'request-invalid', figures: {}, faults: error.faults }
  }
  const status = edgeStatusOf(error)
  if (status === 413 && bodyLimitBytes !== undefined) return outcomeOfStatus(413, { maxBytes: bodyLimitBytes })
  if (status === 400 && isJsonFault(error)) return { status, slug: 'json-malformed', figures: {} }
  if (status !== undefined) return outcomeOfStatus(status)
  return isPassingFault(error) ? outcomeOfStatus(503) : unexpected
}

/** The status of Nest's and Fastify's own errors; a 5xx of theirs says no more than any other fault does. */
function edgeStatusOf(error: unknown): number | undefined {
  const { getStatus, statusCode, code } = (error ?? {}) as Record<string, unknown>
  if (typeof getStatus === 'function') return Number(getStatus.call(error))
  const isFastifyError = typeof code === 'string' && code.startsWith('FST_')
  return isFastifyError && typeof statusCode === 'number' && statusCode < 500 ? statusCode : undefined
}

const JSON_CODE = /^FST_ERR_CTP_(INVALID_JSON_BODY|EMPTY_JSON_BODY)$/
const JSON_MESSAGE = /JSON|__proto__|constructor/

/** Nest wraps the parser's error and keeps only its message. */
function isJsonFault(error: unknown): boolean {
  const { code, cause, message } = error as { code?: unknown; cause?: { code?: unknown }; message?: unknown }
  return [code, cause?.code].some((text) => JSON_CODE.test(String(text))) || JSON_MESSAGE.test(String(message))
}
