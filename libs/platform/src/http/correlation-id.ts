export const CORRELATION_HEADER = 'x-correlation-id'

const SANE = /^[A-Za-z0-9-]{1,64}$/

/** A caller's own id is kept if it cannot do harm in logs and headers; otherwise the request gets a fresh one. */
export function acceptedCorrelationId(header: unknown): string | undefined {
  return typeof header === 'string' && SANE.test(header) ? header : undefined
}
