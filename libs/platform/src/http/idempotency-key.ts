import { DomainError } from '@zhuji/kernel'

export const IDEMPOTENCY_HEADER = 'idempotency-key'

const VISIBLE_ASCII = /^[\x21-\x7e]{1,128}$/

/** The key of a command, 1 to 128 visible ASCII characters. Missing or malformed throws `invalid`. */
export function requiredIdempotencyKey(header: unknown): string {
  if (header === undefined || header === '') {
    throw new DomainError('invalid', 'idempotency-key-missing', { field: 'Idempotency-Key' })
  }
  if (typeof header !== 'string' || !VISIBLE_ASCII.test(header)) {
    throw new DomainError('invalid', 'idempotency-key-malformed', { field: 'Idempotency-Key', figures: { max: 128 } })
  }
  return header
}
