import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import type { Caller as CallerShape } from './caller.js'
import { callerOf } from './request-state.adapter.js'

/** The caller of a guarded route. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerShape =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
)
export type Caller = CallerShape
