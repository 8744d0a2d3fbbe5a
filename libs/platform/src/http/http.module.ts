import { type DynamicModule, Module, type Type } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core'
import type { Clock } from '@zhuji/kernel'
import { AuthGuard } from '../auth/auth.guard.js'
import { SessionController } from '../auth/session.controller.js'
import { TokenVerifier } from '../auth/token-verifier.adapter.js'
import type { PlatformConfig } from '../config/platform.config.js'
import { GracefulStop } from '../health/graceful-stop.adapter.js'
import { HealthChecks } from '../health/health-checks.adapter.js'
import { HealthController } from '../health/health.controller.js'
import { Metrics } from '../metrics/metrics.adapter.js'
import { MetricsController } from '../metrics/metrics.controller.js'
import { PLATFORM_CONFIG } from './http-options.js'
import { ProblemFilter } from './problem.filter.js'
import { ThrottlingGuard } from './throttling.guard.js'

interface EdgeOptions {
  readonly module: Type<unknown> | DynamicModule
  readonly config: PlatformConfig & { readonly oidcIssuer: string }
  readonly clock: Clock
  readonly filter: ProblemFilter
}

/** What every part of a process may ask for, wherever it is declared. */
@Module({})
class PlatformModule {
  static with({ config, clock }: EdgeOptions): DynamicModule {
    const { oidcIssuer: issuer, oidcAudience: audience, oidcJwksUrl: jwksUrl } = config
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: PLATFORM_CONFIG, useValue: config },
        { provide: TokenVerifier, useValue: new TokenVerifier({ issuer, audience, jwksUrl, clock }) },
        { provide: HealthChecks, useFactory: () => new HealthChecks() },
        { provide: Metrics, useFactory: () => new Metrics() },
      ],
      exports: [PLATFORM_CONFIG, TokenVerifier, HealthChecks, Metrics],
    }
  }
}

/** The edge around a service: who may come in, how often, and how faults leave. */
@Module({})
export class HttpModule {
  static around(options: EdgeOptions): DynamicModule {
    return {
      module: HttpModule,
      imports: [DiscoveryModule, PlatformModule.with(options), options.module],
      controllers: [HealthController, MetricsController, SessionController],
      providers: [
        { provide: APP_FILTER, useValue: options.filter },
        // The order matters: the caller is known before its calls are counted.
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: ThrottlingGuard },
        GracefulStop,
      ],
    }
  }
}
