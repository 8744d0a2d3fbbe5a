/** The connection never came about: the service has not seen the request. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** It was cut before an answer came: the service may have acted on it. */
const CUT = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])

export interface Attempt {
  readonly method: string
  /** Why there is no answer. */
  readonly code: string | undefined
  /** An upload goes through as it comes; there is nothing left to send it again from. */
  readonly canBeRepeated: boolean
}

/**
 * Whether a request without an answer may go to another instance. What changes something carries its Idempotency-Key, each
 * command of a bulk request its own, so a second arrival has no second effect; a deletion has none and might be told that
 * there is nothing left to delete.
 */
export function mayGoElsewhere({ method, code, canBeRepeated }: Attempt): boolean {
  if (!canBeRepeated || code === undefined) return false
  return NEVER_ARRIVED.has(code) || (CUT.has(code) && method !== 'DELETE')
}
