import { type Context, context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { stateOf } from '../http/request-state.adapter.js'

const UNTRACED = /^\/(health|metrics)(\/|$)/

/** One span for every request but the probes’; it goes on with the caller’s trace when the request names one. */
export function traceRequests(fastify: FastifyInstance): void {
  const tracer = trace.getTracer('zhuji')
  const contexts = new WeakMap<object, Context>()
  const within = (request: FastifyRequest, work: () => void): void =>
    context.with(contexts.get(request.raw) ?? context.active(), work)
  fastify.addHook('onRequest', (request, _, done) => {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')
    if (UNTRACED.test(route)) return done()
    // The template of the path, never the path: ids and search words do not leave the house.
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'zhuji.correlation_id': stateOf(request).correlationId,
    }
    const caller = propagation.extract(ROOT_CONTEXT, request.headers)
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, caller)
    contexts.set(request.raw, trace.setSpan(caller, span))
    within(request, done)
  })
  // Reading a body leaves the asynchronous context of the first hook; this enters it again.
  fastify.addHook('preValidation', (request, _, done) => within(request, done))
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = trace.getSpan(contexts.get(request.raw) ?? ROOT_CONTEXT)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}
