import { Controller, Get, Headers, Query, Res } from '@nestjs/common'
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger'
import type { FastifyReply } from 'fastify'
import { Caller, EventStream, Permission, scopeFilter } from '@zhuji/platform'
import { type AlertFilter, isFor } from '../alert/alert-filter.js'
import { Subscriptions } from '../subscriptions/subscriptions.repository.js'
import { positionOf } from './event-id.js'
import type { LiveChange } from './live-change.js'
import { LiveFeed } from './live-feed.adapter.js'
import { LiveQuery } from './live.dto.js'

@ApiTags('alerts')
@Controller('api/v1/alerts/stream')
export class LiveController {
  constructor(
    private readonly feed: LiveFeed,
    private readonly subscriptions: Subscriptions,
  ) {}

  @Get()
  @Permission('alerts.read')
  @ApiOperation({
    summary: '实时预警 / changes of alerts as they are recorded; goes on behind Last-Event-ID, else from now',
  })
  @ApiProduces('text/event-stream')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was seen' })
  async stream(
    @Query() query: LiveQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Caller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const from = lastEventId ? positionOf(lastEventId) : await this.feed.head()
    const filters = [filterOf(query), ...(await this.subscribed(query, caller))]
    const scope = scopeFilter(caller.principal, 'alerts.read')
    const wants = (change: LiveChange) =>
      (query.projectId === undefined || query.projectId === change.project.projectId) &&
      filters.every((filter) => isFor(filter, scope, change))
    this.feed.add(EventStream.open(reply), { from, wants })
  }

  private async subscribed({ subscriptionId }: LiveQuery, caller: Caller): Promise<AlertFilter[]> {
    if (subscriptionId === undefined) return []
    return [(await this.subscriptions.get(subscriptionId, caller.principal.person)).filter]
  }
}

function filterOf({ region, facilityKind, measure, severity }: LiveQuery): AlertFilter {
  return {
    regions: region ?? [],
    facilityKinds: facilityKind ?? [],
    measures: measure ?? [],
    severities: severity ?? [],
  }
}
