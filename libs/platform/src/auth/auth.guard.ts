import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { DomainError } from '@zhuji/kernel'
import type { FastifyRequest } from 'fastify'
import { COMMAND_METADATA } from '../http/command-route.decorator.js'
import { IDEMPOTENCY_HEADER, requiredIdempotencyKey } from '../http/idempotency-key.js'
import { stateOf } from '../http/request-state.adapter.js'
import { type Access, ACCESS_METADATA } from './permission.decorator.js'
import { allows } from './policy.js'
import { TokenVerifier } from './token-verifier.adapter.js'

const BEARER = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i

/**
 * Lets nobody in whom the route does not name. It asks the coarse question (may this role do such a thing at all); whether
 * the caller reaches the object at hand is asked where the object is known.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()]
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS_METADATA, places)
    if (access === 'public') return true
    if (access === undefined) return false
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const state = stateOf(request)
    const principal = await this.tokens.verify(bearerTokenOf(request))
    state.principal = principal
    if (access !== 'signed-in' && !allows(principal, access)) {
      throw new DomainError('forbidden', 'permission-missing', {
        figures: { permission: access, role: principal.role },
      })
    }
    if (this.reflector.getAllAndOverride<boolean>(COMMAND_METADATA, places)) {
      state.idempotencyKey = requiredIdempotencyKey(request.headers[IDEMPOTENCY_HEADER])
    }
    return true
  }
}

/** Only the Authorization header: a token in a URL ends up in logs and histories. */
function bearerTokenOf(request: FastifyRequest): string {
  const header = request.headers.authorization
  if (header === undefined) throw new DomainError('unauthenticated', 'token-missing')
  const token = BEARER.exec(header)?.[1]
  if (token === undefined) throw new DomainError('unauthenticated', 'token-invalid')
  return token
}
