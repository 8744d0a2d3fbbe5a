import { setTimeout as pause } from 'node:timers/promises'
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { Server } from 'node:http'
import type { PlatformConfig } from '../config/platform.config.js'
import { PLATFORM_CONFIG } from '../http/http-options.js'
import { HealthChecks } from './health-checks.adapter.js'

const RUNNING_REQUESTS_MS_MAX = 5000
/** When the program itself closes the application (tests, a failed boot), nobody is waited for that long. */
const RUNNING_REQUESTS_MS_MAX_UNASKED = 500
const STOP_MS_MAX = 24_000

/**
 * The order of a stop: not ready (load balancers look away) → a moment in which requests are still served → no new
 * connections, running requests finish → connections that never end by themselves (event streams) are cut → the rest of
 * the application closes. If all that takes longer than an orchestrator waits, the process ends itself and says so.
 */
@Injectable()
export class GracefulStop implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger('GracefulStop')

  constructor(
    @Inject(HealthChecks) private readonly checks: HealthChecks,
    @Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
  ) {}

  onModuleDestroy(): void {
    this.checks.beginStopping()
  }

  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal === undefined) return this.cutStragglersAfter(RUNNING_REQUESTS_MS_MAX_UNASKED)
    this.logger.log(`stopping on ${signal}`)
    setTimeout(() => this.giveUp(), STOP_MS_MAX).unref()
    await pause(this.config.shutdownDelayMs)
    this.cutStragglersAfter(RUNNING_REQUESTS_MS_MAX)
  }

  private cutStragglersAfter(ms: number): void {
    const server = this.adapter.httpAdapter.getHttpServer() as Server
    setTimeout(() => server.closeAllConnections(), ms).unref()
  }

  private giveUp(): void {
    this.logger.error(`not stopped within ${STOP_MS_MAX} ms; ending the process`)
    process.exit(1)
  }
}
