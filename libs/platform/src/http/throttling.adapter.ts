import { type ExecutionContext, Injectable } from '@nestjs/common'
import { ThrottlerGuard, type ThrottlerStorage } from '@nestjs/throttler'
import { DomainError } from '@zhuji/kernel'
import type { FastifyRequest } from 'fastify'
import { stateOf } from './request-state.adapter.js'

interface Window {
  hits: number
  endsAtMs: number
}

const WINDOWS_MAX = 50_000

/**
 * Counts calls per fixed window. The library's own store keeps one timestamp per call, which at tens of thousands of
 * allowed calls a minute costs more than the calls; a fixed window lets at most twice the limit through at its edge, and
 * that is accepted.
 */
export class WindowStorage implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>()

  async increment(key: string, ttl: number, limit: number) {
    const now = Date.now()
    let window = this.windows.get(key)
    if (!window || window.endsAtMs <= now) {
      if (this.windows.size >= WINDOWS_MAX) this.windows.clear()
      window = { hits: 0, endsAtMs: now + ttl }
      this.windows.set(key, window)
    }
    window.hits += 1
    const timeToExpire = Math.ceil((window.endsAtMs - now) / 1000)
    const isBlocked = window.hits > limit
    return { totalHits: window.hits, timeToExpire, isBlocked, timeToBlockExpire: isBlocked ? timeToExpire : 0 }
  }
}

/** Runs after the AuthGuard, so that people behind one address do not use up each other's calls. */
@Injectable()
export class ThrottlingGuard extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    const { principal } = stateOf(request)
    return Promise.resolve(principal ? `person ${principal.person}` : `address ${request.ip}`)
  }

  /** One count per caller over all routes. */
  protected override generateKey(_: ExecutionContext, tracker: string): string {
    return tracker
  }

  protected override throwThrottlingException(
    _: ExecutionContext,
    { limit, timeToBlockExpire }: { limit: number; timeToBlockExpire: number },
  ): Promise<void> {
    throw new DomainError('too-many', 'too-many-requests', { figures: { limit, retryAfterS: timeToBlockExpire } })
  }
}
