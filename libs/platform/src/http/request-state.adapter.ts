import { createHash, randomUUID } from 'node:crypto'
import { DomainError } from '@zhuji/kernel'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../auth/principal.js'
import type { Caller } from './caller.js'
import { acceptedCorrelationId, CORRELATION_HEADER } from './correlation-id.js'
import { languageOf } from './language.js'

/** What the edge learns about a request on its way in, beside the request and never in its headers. */
interface RequestState {
  readonly correlationId: string
  readonly startedAt: bigint
  principal?: Principal
  idempotencyKey?: string
}

const states = new WeakMap<object, RequestState>()

/** Creates the state on first sight; also for requests that fail before any hook of ours has run. */
export function stateOf(request: FastifyRequest): RequestState {
  const known = states.get(request.raw)
  if (known) return known
  const state: RequestState = {
    correlationId: acceptedCorrelationId(request.headers[CORRELATION_HEADER]) ?? randomUUID(),
    startedAt: process.hrtime.bigint(),
  }
  states.set(request.raw, state)
  return state
}

/** Of a request that need not have a caller. */
export function correlationIdOf(request: FastifyRequest): string {
  return stateOf(request).correlationId
}

export function callerOf(request: FastifyRequest): Caller {
  const { principal, correlationId, idempotencyKey } = stateOf(request)
  if (!principal) throw new DomainError('unauthenticated', 'token-missing')
  return {
    principal,
    correlationId,
    language: languageOf(request.headers['accept-language']),
    idempotencyKey,
    fingerprint: idempotencyKey === undefined ? undefined : fingerprintOf(request),
    ifMatch: request.headers['if-match'],
  }
}

function fingerprintOf(request: FastifyRequest): string {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`)
  // Files are streamed and have no parsed body; their content hash is part of what the upload answers.
  return hash.update(JSON.stringify(request.body ?? null)).digest('hex')
}
