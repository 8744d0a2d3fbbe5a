import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { z } from 'zod'
import { refuse } from '@zhuji/kernel'
import {
  Caller,
  CommandRoute,
  decodeCursor,
  IdParam,
  type Page,
  PageAnswer,
  pageOf,
  PageQuery,
  Permission,
} from '@zhuji/platform'
import { Deliveries, type DeliveryRow } from '../delivery/deliveries.repository.js'
import {
  CreatedSubscriptionAnswer,
  DeliveryAnswer,
  SubscribeBody,
  type SubscriptionAnswer,
  SubscriptionsAnswer,
} from './subscription.dto.js'
import type { Subscription } from './subscription.entity.js'
import { Subscriptions } from './subscriptions.repository.js'
import { webhookUrl } from './webhook-url.js'

const cursorSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })

@ApiTags('alerts')
@Controller('api/v1/alerts/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly deliveries: Deliveries,
  ) {}

  @Post()
  @Permission('alerts.subscribe')
  @CommandRoute()
  @ApiOperation({ summary: '订阅预警 / hear of alerts in one’s scope, live or by webhook' })
  @ApiCreatedResponse({ type: CreatedSubscriptionAnswer })
  async subscribe(@Body() body: SubscribeBody, @Caller() caller: Caller): Promise<CreatedSubscriptionAnswer> {
    const { name, channel, regions, facilityKinds, measures, severities } = body
    const filter = { regions, facilityKinds, measures, severities }
    const { row, secret } = await this.subscriptions.create({ name, filter, url: urlOf(channel) }, caller)
    return { ...toAnswer(row), ...(secret === null ? {} : { secret }) }
  }

  @Get()
  @Permission('alerts.subscribe')
  @ApiOperation({ summary: '我的订阅 / the caller’s own subscriptions' })
  @ApiOkResponse({ type: SubscriptionsAnswer })
  async list(@Caller() caller: Caller): Promise<SubscriptionsAnswer> {
    return { items: (await this.subscriptions.ofOwner(caller.principal.person)).map(toAnswer) }
  }

  @Delete(':subscriptionId')
  @HttpCode(204)
  @Permission('alerts.subscribe')
  @ApiOperation({ summary: '取消订阅 / end a subscription and what it still had to deliver' })
  async end(@IdParam('subscriptionId') id: string, @Caller() caller: Caller): Promise<void> {
    await this.subscriptions.end(id, caller.principal.person)
  }

  @Get(':subscriptionId/deliveries')
  @Permission('alerts.subscribe')
  @ApiOperation({ summary: '送达记录 / what was sent, with the outcome of the last attempt' })
  @PageAnswer(DeliveryAnswer)
  async deliveriesOf(
    @IdParam('subscriptionId') id: string,
    @Query() { limit, cursor }: PageQuery,
    @Caller() caller: Caller,
  ): Promise<Page<DeliveryRow>> {
    await this.subscriptions.get(id, caller.principal.person)
    const rows = await this.deliveries.ofSubscription(id, limit + 1, decodeCursor(cursor, cursorSchema))
    return pageOf(rows, limit, ({ createdAt, deliveryId }) => ({ createdAt, id: deliveryId }))
  }
}

function urlOf({ kind, url }: SubscribeBody['channel']): string | undefined {
  if (kind === 'live') return undefined
  return url === undefined ? refuse('webhook-url-missing', {}, 'channel.url') : webhookUrl(url)
}

function toAnswer(row: Subscription): SubscriptionAnswer {
  return {
    subscriptionId: row.id,
    name: row.name,
    ...row.filter,
    channel: row.url === null ? { kind: 'live' } : { kind: 'webhook', url: row.url },
    createdAt: row.createdAt.toISOString(),
    failedInARow: row.failedInARow,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledBecause: row.disabledBecause,
  }
}
