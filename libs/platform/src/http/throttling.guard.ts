import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { DomainError } from '@zhuji/kernel'
import type { FastifyRequest } from 'fastify'
import type { PlatformConfig } from '../config/platform.config.js'
import { PLATFORM_CONFIG } from './http-options.js'
import { stateOf } from './request-state.adapter.js'
import { RequestWindows } from './request-windows.js'

const UNTHROTTLED_METADATA = 'zhuji:unthrottled'

/** For routes that an orchestrator asks: refusing those would stop a healthy process. */
export function Unthrottled(): MethodDecorator & ClassDecorator {
  return SetMetadata(UNTHROTTLED_METADATA, true)
}

/**
 * Runs after the AuthGuard, so that people behind one address do not use up each other's calls; strangers are counted by
 * address. Own and small: the usual package is CommonJS and cannot be loaded beside Nest's ES modules everywhere.
 */
@Injectable()
export class ThrottlingGuard implements CanActivate {
  private readonly windows = new RequestWindows()

  constructor(
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const limit = this.config.requestsPerMinute
    if (limit === 0) return true
    const places = [context.getHandler(), context.getClass()]
    if (this.reflector.getAllAndOverride<boolean>(UNTHROTTLED_METADATA, places)) return true
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const { principal } = stateOf(request)
    const caller = principal ? `person ${principal.person}` : `address ${request.ip}`
    // The monotonic clock: a wall clock that is set back must not lock people out.
    const retryAfterS = this.windows.hit(caller, limit, performance.now())
    if (retryAfterS === 0) return true
    throw new DomainError('too-many', 'too-many-requests', { figures: { limit, retryAfterS } })
  }
}
