import { createHash } from 'node:crypto'
import { type Clock, DomainError } from '@zhuji/kernel'
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { principalOf } from './token-claims.js'
import type { Principal } from './principal.js'
import { VerifiedTokens } from './verified-tokens.js'

export interface TokenVerifierOptions {
  readonly issuer: string
  readonly audience: string
  /** Taken from the issuer's discovery document when absent. */
  readonly jwksUrl?: string
  readonly clock: Clock
}

/** Asymmetric only: with HS256 in the list, our public key would be a password everybody knows. */
const ALGORITHMS = ['RS256', 'ES256']
const TOKEN_TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt'])
const CLOCK_TOLERANCE_S = 5
const ISSUER_TIMEOUT_MS = 5000
const VERIFIED_TOKENS_MAX = 10_000
/** A verified token is checked again after this time at the latest, so that a withdrawn key stops working. */
const VERIFIED_FOR_MS_MAX = 5 * 60_000
const TOKEN_LENGTH_MAX = 8192

/**
 * Turns a bearer token into a principal. Keys come only from the configured issuer: `jku`, `x5u` and `jwk` headers are
 * never followed, and `kid` only selects among the issuer's keys.
 *
 * Throws `unauthenticated` (`token-invalid`, `token-expired`, `role-unknown`), or `unavailable` `issuer-unavailable` when
 * the issuer's keys cannot be read: an outage of the issuer is not the caller's fault.
 */
export class TokenVerifier {
  private readonly verified = new VerifiedTokens(VERIFIED_TOKENS_MAX)
  private keys?: Promise<JWTVerifyGetKey>

  constructor(private readonly options: TokenVerifierOptions) {}

  async verify(token: string): Promise<Principal> {
    if (token.length > TOKEN_LENGTH_MAX) throw invalidToken()
    const now = this.options.clock.now()
    const hash = createHash('sha256').update(token).digest('base64')
    const known = this.verified.find(hash, now.getTime())
    if (known) return known
    const payload = await this.payloadOf(token, now)
    const reading = principalOf(payload)
    if ('fault' in reading) throw new DomainError('unauthenticated', reading.fault)
    const expiresMs = payload.exp * 1000
    this.verified.remember(hash, reading.principal, Math.min(expiresMs, now.getTime() + VERIFIED_FOR_MS_MAX))
    return reading.principal
  }

  private async payloadOf(token: string, now: Date) {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, await this.issuerKeys(), {
        algorithms: ALGORITHMS,
        issuer: this.options.issuer,
        audience: this.options.audience,
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: now,
        requiredClaims: ['exp', 'sub'],
      })
      if (!TOKEN_TYPES.has(protectedHeader.typ?.toLowerCase() ?? '')) throw invalidToken()
      return { ...payload, exp: payload.exp ?? 0 }
    } catch (error) {
      throw authenticationFault(error)
    }
  }

  private issuerKeys(): Promise<JWTVerifyGetKey> {
    this.keys ??= this.openKeys().catch((error: unknown) => {
      this.keys = undefined
      throw error
    })
    return this.keys
  }

  private async openKeys(): Promise<JWTVerifyGetKey> {
    const url = this.options.jwksUrl ?? (await discoverJwksUrl(this.options.issuer).catch(rethrowAsOutage))
    const remote = createRemoteJWKSet(new URL(url), {
      timeoutDuration: ISSUER_TIMEOUT_MS,
      cacheMaxAge: VERIFIED_FOR_MS_MAX,
      // A token with an unknown key makes us look for new keys, but not more often than this: junk must not
      // turn into calls on the issuer.
      cooldownDuration: 10_000,
    })
    return (header, token) => remote(header, token).catch(rethrowUnlessTokenFault)
  }
}

/** Faults of the key source, as opposed to a token that names no key of it. */
const ISSUER_FAULTS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

function rethrowUnlessTokenFault(error: unknown): never {
  if (error instanceof errors.JOSEError && !ISSUER_FAULTS.has(error.code)) throw error
  return rethrowAsOutage(error)
}

function rethrowAsOutage(cause: unknown): never {
  const unavailable = new DomainError('unavailable', 'issuer-unavailable')
  unavailable.cause = cause
  throw unavailable
}

async function discoverJwksUrl(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(url, { signal: AbortSignal.timeout(ISSUER_TIMEOUT_MS), redirect: 'error' })
  const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown }
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
    throw new TypeError(`the document at ${url} does not describe ${issuer}`)
  }
  return document.jwks_uri
}

function invalidToken(): DomainError {
  return new DomainError('unauthenticated', 'token-invalid')
}

function authenticationFault(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof errors.JWTExpired) return new DomainError('unauthenticated', 'token-expired')
  return invalidToken()
}
