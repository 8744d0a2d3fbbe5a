import { Stream } from 'node:stream'
import { Logger } from '@nestjs/common'
import { DomainError } from '@zhuji/kernel'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { withCorrelation } from '../logging/correlation.adapter.js'
import type { Metrics } from '../metrics/metrics.adapter.js'
import { isDeeperThan } from './json-depth.js'
import { CORRELATION_HEADER } from './correlation-id.js'
import { stateOf } from './request-state.adapter.js'

/** Our own bodies have six levels. What validates them recurses, and a few thousand levels would exhaust the stack. */
const JSON_DEPTH_MAX = 32

/** Correlation on the way in, figures and a log line on the way out; for every route, also those that are not Nest's. */
export function addRequestHooks(fastify: FastifyInstance, metricsOf: () => Metrics): void {
  const logger = new Logger('Http')
  fastify.addHook('onRequest', (request, reply, done) => {
    const { correlationId } = stateOf(request)
    // On the raw answer as well: hijacked answers (event streams, the issuer) do not pass Fastify's headers.
    reply.raw.setHeader(CORRELATION_HEADER, correlationId)
    done()
  })
  fastify.addHook('preValidation', (request, _, done) => done(depthFaultOf(request.body)))
  fastify.addHook('onResponse', (request, reply, done) => {
    const { correlationId, startedAt } = stateOf(request)
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
    const route = routeOf(request)
    const { method } = request
    metricsOf().observeRequest({ method, route, status: reply.statusCode }, seconds)
    withCorrelation(correlationId, () =>
      logger.debug({ method, route, status: reply.statusCode, durationMs: Math.round(seconds * 1000) }),
    )
    done()
  })
}

function depthFaultOf(body: unknown): DomainError | undefined {
  // Bytes that are handed on unread are for their receiver to look into.
  if (Buffer.isBuffer(body) || body instanceof Stream) return undefined
  if (!isDeeperThan(JSON_DEPTH_MAX, body)) return undefined
  return new DomainError('invalid', 'json-too-deep', { figures: { max: JSON_DEPTH_MAX } })
}

/** The template, not the path: neither figures nor logs grow with the ids in use, and no query string is kept. */
function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')
}
