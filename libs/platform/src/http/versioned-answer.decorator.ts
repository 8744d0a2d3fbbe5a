import { RouteConfig } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'
import { etagOf } from './etag.js'

/** Sends the answer's `version` as its ETag, to be handed back as If-Match. */
export function VersionedAnswer(): MethodDecorator {
  return RouteConfig({ versionedAnswer: true })
}

/** What the decorator asks for. A hook, because one interceptor puts every answer of its route through observables. */
export function sendVersions(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request, reply, answer) => {
    const { versionedAnswer } = request.routeOptions.config as { versionedAnswer?: boolean }
    const version = versionedAnswer ? (answer as { version?: unknown } | null)?.version : undefined
    if (Number.isSafeInteger(version)) void reply.header('etag', etagOf(Number(version)))
    return Promise.resolve(answer)
  })
}
