import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { type Observable, tap } from 'rxjs'
import { etagOf } from './etag.js'

class EtagFromVersion implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>()
    return next.handle().pipe(
      tap((answer: unknown) => {
        const version = (answer as { version?: unknown } | null | undefined)?.version
        if (Number.isSafeInteger(version)) void reply.header('etag', etagOf(Number(version)))
      }),
    )
  }
}

/** Sends the answer's `version` as its ETag, to be handed back as If-Match. */
export function VersionedAnswer(): MethodDecorator {
  return applyDecorators(UseInterceptors(new EtagFromVersion()))
}
