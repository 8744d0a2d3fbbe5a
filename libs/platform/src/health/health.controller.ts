import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Public } from '../auth/permission.decorator.js'
import { Unthrottled } from '../http/throttling.guard.js'
import { HealthChecks, type Readiness } from './health-checks.adapter.js'

@ApiTags('operations')
@Unthrottled()
@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(HealthChecks) private readonly checks: HealthChecks) {}

  /** Asks nothing of anybody: a process whose database is away must not be restarted for it. */
  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: '进程存活 / the process runs' })
  @ApiOkResponse({ schema: { type: 'object', properties: { live: { type: 'boolean' } } } })
  live(): { live: true } {
    return { live: true }
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: '就绪 / the process can do its work now' })
  @ApiOkResponse({ description: 'Ready.' })
  @ApiServiceUnavailableResponse({ description: 'Not ready; names the checks that fail.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.checks.readiness()
    if (!readiness.ready) void reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '2')
    return readiness
  }
}
