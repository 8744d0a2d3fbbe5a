import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CORRELATION_HEADER } from './correlation-id.js'
import { languageOf } from './language.js'
import { type Outcome, outcomeOfFault } from './outcome.js'
import { PROBLEM_MEDIA_TYPE, problemOf } from './problem.js'
import { withCorrelation } from '../logging/correlation.adapter.js'
import { stateOf } from './request-state.adapter.js'

/** The one place where a fault becomes an answer. Nothing internal leaves through it; what is unexpected is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('ProblemFilter')

  constructor(private readonly bodyLimitBytes: number) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())
  }

  /** Also for faults that Fastify raises before any route is known. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const outcome = outcomeOfFault(error, this.bodyLimitBytes)
    const { correlationId } = stateOf(request)
    if (outcome.status >= 500) withCorrelation(correlationId, () => this.log(error, outcome, request))
    if (reply.sent || reply.raw.headersSent) {
      // A stream that broke half-way: there is nothing left to say, only to end.
      reply.raw.destroy()
      return
    }
    if (outcome.retryAfterS !== undefined) void reply.header('retry-after', String(outcome.retryAfterS))
    if (outcome.status === 401) void reply.header('www-authenticate', challengeOf(outcome))
    const language = languageOf(request.headers['accept-language'])
    const instance = request.url.split('?', 1)[0] ?? '/'
    void reply
      .status(outcome.status)
      .header('content-type', PROBLEM_MEDIA_TYPE)
      .header('content-language', language)
      .header('cache-control', 'no-store')
      .header('vary', 'Accept-Language')
      .header(CORRELATION_HEADER, correlationId)
      .send(JSON.stringify(problemOf(outcome, { language, instance, correlationId })))
  }

  private log(error: unknown, { status, slug }: Outcome, request: FastifyRequest): void {
    const route = request.routeOptions?.url ?? 'no route'
    const text = `${status} ${slug} at ${request.method} ${route}`
    if (status === 500) this.logger.error(text, error)
    else this.logger.warn(text, error)
  }
}

function challengeOf({ slug }: Outcome): string {
  return slug === 'token-missing' ? 'Bearer realm="zhuji"' : 'Bearer realm="zhuji", error="invalid_token"'
}
