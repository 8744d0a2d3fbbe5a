import { createHash, timingSafeEqual } from 'node:crypto'
import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '@zhuji/kernel'
import { Public } from '../auth/permission.decorator.js'
import { allows } from '../auth/policy.js'
import { TokenVerifier } from '../auth/token-verifier.adapter.js'
import { isLoopback, type PlatformConfig } from '../config/platform.config.js'
import { PLATFORM_CONFIG } from '../http/http-options.js'
import { Unthrottled } from '../http/throttling.guard.js'
import { Metrics } from './metrics.adapter.js'

/**
 * Open when the process can only be reached from its own machine and no METRICS_TOKEN is set; otherwise for that token or
 * a caller with operations.read. Behind a proxy on the same machine set METRICS_TOKEN: the bind address is loopback there.
 */
@ApiExcludeController()
@Unthrottled()
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  @Get()
  @Public()
  @Header('cache-control', 'no-store')
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.assertMayRead(request.headers.authorization)
    void reply.type(this.metrics.contentType)
    return this.metrics.text()
  }

  private async assertMayRead(authorization: string | undefined): Promise<void> {
    const { host, metricsToken } = this.config
    if (metricsToken === undefined && isLoopback(host)) return
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) throw new DomainError('unauthenticated', 'token-missing')
    if (metricsToken !== undefined && sameText(token, metricsToken)) return
    const principal = await this.tokens.verify(token)
    if (allows(principal, 'operations.read')) return
    throw new DomainError('forbidden', 'permission-missing', {
      figures: { permission: 'operations.read', role: principal.role },
    })
  }
}

/** In constant time: hashes make the lengths equal. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
