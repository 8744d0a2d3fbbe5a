import { Controller, Get, Headers, Inject, Res } from '@nestjs/common'
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Caller, EventStream, Permission, scopeFilter } from '@zhuji/platform'
import { placeOf } from './change-row.js'
import { ChangeStream } from './change-stream.adapter.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@Controller('api/v1/dashboards/stream')
export class StreamController {
  constructor(@Inject(ChangeStream) private readonly stream: ChangeStream) {}

  @Get()
  @ApiOperation({ summary: '实时变化 / which projects changed; goes on behind Last-Event-ID' })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was seen.' })
  async changes(
    @Headers('last-event-id') lastEventId: string | undefined,
    @Caller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = lastEventId ? placeOf(lastEventId) : undefined
    await this.stream.add(EventStream.open(reply), scopeFilter(caller.principal, 'dashboards.read'), from)
  }
}
