import httpProxy from '@fastify/http-proxy'
import { Logger } from '@nestjs/common'
import { DomainError } from '@zhuji/kernel'
import { correlationIdOf, type ProblemFilter, withCorrelation } from '@zhuji/platform'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { mayGoElsewhere } from './attempt.js'
import type { Service } from './gateway.config.js'
import { Upstream } from './upstream.js'

const logger = new Logger('Proxy')

const CONNECT_MS_MAX = 3_000
/** A bulk request of a thousand commands, on a machine with other things to do, still answers within this time. */
const ANSWER_MS_MAX = 120_000
const RETRY_AT_ONCE_MS = 1
/** A stale connection to the only instance deserves a second try as well. */
const ATTEMPTS_MIN = 2

export interface ProxyOptions {
  readonly service: Service
  readonly origins: readonly string[]
  /** These routes are none of Nest's, so nothing else turns their faults into answers. */
  readonly faults: ProblemFilter
}

/** Hands everything below `/api/v1/<service>` on to the instances of the service, as it came. */
export async function mountProxy(fastify: FastifyInstance, options: ProxyOptions): Promise<void> {
  const { service, origins, faults } = options
  const upstream = new Upstream(origins)
  await fastify.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => faults.answer(error, request, reply))
    takeBodiesUnread(scope)
    await scope.register(httpProxy, {
      upstream: '',
      prefix: `/api/v1/${service}`,
      rewritePrefix: `/api/v1/${service}`,
      proxyPayloads: false,
      disableRequestLogging: true,
      undici: { connectTimeout: CONNECT_MS_MAX, headersTimeout: ANSWER_MS_MAX },
      // The library hands over four things one by one.
      handler: (request, reply, ...[destination, options]) =>
        reply.from(destination, { ...options, ...bodyOf(request) }),
      replyOptions: {
        getUpstream: () => upstream.next(performance.now()),
        rewriteRequestHeaders: (request, headers) => ({ ...headers, ...forwardedBy(request as FastifyRequest) }),
        retryDelay: ({ err, req, attempt }) => {
          const code = codeOf(err)
          if (code === undefined) return null
          const { method, url, body } = req as unknown as Outgoing
          upstream.noteAway(url.origin, performance.now())
          const isLast = attempt + 1 >= Math.max(origins.length, ATTEMPTS_MIN)
          const canBeRepeated = typeof body === 'string' || Buffer.isBuffer(body)
          if (isLast || !mayGoElsewhere({ method, code, canBeRepeated })) return null
          const elsewhere = new URL(url.pathname, upstream.next(performance.now(), url.origin))
          Object.assign(req, { url: elsewhere })
          return RETRY_AT_ONCE_MS
        },
        onError: (reply, { error }) => {
          const reason = codeOf(error.cause) ?? error.message
          withCorrelation(correlationIdOf(reply.request as FastifyRequest), () =>
            logger.warn(`${service} did not answer: ${reason}`),
          )
          reply.send(new DomainError('unavailable', 'service-away', { figures: { service } }))
        },
      },
    })
  })
}

/** What the proxy is about to send; the next attempt reads it again. */
interface Outgoing {
  readonly method: string
  readonly url: URL
  readonly body: unknown
}

/** Bodies are kept whole, so that they can be sent to another instance; uploads stream through. */
function takeBodiesUnread(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(/^multipart\//, (_request, payload, done) => done(null, payload))
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
}

/** As much of a request as is needed here, whatever it came over. */
interface Incoming {
  readonly ip: string
  readonly protocol: string
  readonly headers: { readonly host?: string; readonly 'content-type'?: string }
  readonly body: unknown
}

function bodyOf({ body, headers }: Incoming): { body?: unknown; contentType?: string } {
  if (!Buffer.isBuffer(body)) return {}
  return { body, contentType: headers['content-type'] ?? 'application/octet-stream' }
}

/** Whatever the caller claims about its way here is replaced by what the connection says. */
function forwardedBy(request: FastifyRequest): Record<string, string | undefined> {
  return {
    'x-forwarded-for': request.ip,
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': request.protocol,
    forwarded: undefined,
    'x-correlation-id': correlationIdOf(request),
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string } | null)?.code
}
