import type { Principal } from '../auth/principal.js'
import type { Language } from './language.js'

/** Who calls and how: everything a service needs to know about a request beside its body. */
export interface Caller {
  readonly principal: Principal
  readonly correlationId: string
  readonly language: Language
  /** Present on command routes. */
  readonly idempotencyKey?: string
  /** sha256 of method, path and body of a command: the same key with another fingerprint is another request. */
  readonly fingerprint?: string
  readonly ifMatch?: string
}
