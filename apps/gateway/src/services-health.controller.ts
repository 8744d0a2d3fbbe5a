import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { Public, Unthrottled } from '@zhuji/platform'
import type { FastifyReply } from 'fastify'
import { type ServiceHealth, ServicesHealth } from './services-health.adapter.js'

/**
 * Whether everything behind this address works. Apart from /health/ready on purpose: a gateway that took itself out of a
 * load balancer because one service is away would take the other four with it.
 */
@ApiExcludeController()
@Unthrottled()
@Public()
@Controller('health/services')
export class ServicesHealthController {
  constructor(@Inject(ServicesHealth) private readonly health: ServicesHealth) {}

  @Get()
  @Header('cache-control', 'no-store')
  async show(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ready: boolean; services: readonly ServiceHealth[] }> {
    const services = await this.health.all()
    const ready = services.every((service) => service.ready > 0)
    if (!ready) void reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '2')
    return { ready, services }
  }
}
