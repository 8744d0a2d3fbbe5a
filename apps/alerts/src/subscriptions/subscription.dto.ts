import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { facilityKindIds, ruleMeasureIds, severityIds } from '@zhuji/contracts'
import { ChoiceField, NestedField, TextField } from '@zhuji/platform'

export class ChannelBody {
  @ChoiceField(['live', 'webhook'])
  kind: 'live' | 'webhook'

  @TextField({ max: 2048, optional: true, example: 'https://example.org/hooks/zhuji', description: 'Webhooks only' })
  url?: string
}

export class SubscribeBody {
  @TextField({ max: 200, example: '合肥市学校红灯' })
  name: string

  @TextField({ max: 64, array: { max: 100 }, example: ['3401'], description: '空为不限 / empty: any in scope' })
  regions: string[]

  @ChoiceField(facilityKindIds, { array: { max: facilityKindIds.length } })
  facilityKinds: string[]

  @ChoiceField(ruleMeasureIds, { array: { max: ruleMeasureIds.length } })
  measures: string[]

  @ChoiceField(severityIds, { array: { max: severityIds.length } })
  severities: string[]

  @NestedField(() => ChannelBody)
  channel: ChannelBody
}

export class SubscriptionChannelAnswer {
  @ApiProperty({ enum: ['live', 'webhook'] })
  kind: 'live' | 'webhook'

  @ApiPropertyOptional()
  url?: string
}

export class SubscriptionAnswer {
  @ApiProperty({ format: 'uuid' })
  subscriptionId: string

  @ApiProperty()
  name: string

  @ApiProperty({ type: [String] })
  regions: readonly string[]

  @ApiProperty({ type: [String] })
  facilityKinds: readonly string[]

  @ApiProperty({ type: [String] })
  measures: readonly string[]

  @ApiProperty({ type: [String] })
  severities: readonly string[]

  @ApiProperty({ type: SubscriptionChannelAnswer })
  channel: SubscriptionChannelAnswer

  @ApiProperty({ format: 'date-time' })
  createdAt: string

  @ApiProperty({ description: '连续失败 / deliveries in a row that failed for good' })
  failedInARow: number

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '停用时间 / switched off since' })
  disabledAt: string | null

  @ApiProperty({ type: String, nullable: true })
  disabledBecause: string | null
}

export class CreatedSubscriptionAnswer extends SubscriptionAnswer {
  @ApiPropertyOptional({ description: '签名密钥，仅此一次 / the signing secret, shown in this answer only' })
  secret?: string
}

export class DeliveryAnswer {
  @ApiProperty({ format: 'uuid', description: 'The webhook-id header of every attempt' })
  deliveryId: string

  @ApiProperty({ format: 'uuid' })
  eventId: string

  @ApiProperty()
  eventType: string

  @ApiProperty({ format: 'uuid' })
  alertId: string

  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] })
  status: 'pending' | 'delivered' | 'failed'

  @ApiProperty()
  attempts: number

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAttemptAt: string | null

  @ApiProperty({ type: String, nullable: true, example: 'HTTP 503' })
  lastOutcome: string | null

  @ApiProperty({ format: 'date-time' })
  createdAt: string

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deliveredAt: string | null
}

export class SubscriptionsAnswer {
  @ApiProperty({ type: [SubscriptionAnswer] })
  items: SubscriptionAnswer[]
}
