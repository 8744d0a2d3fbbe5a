import { ApiProperty } from '@nestjs/swagger'
import { DayField, PageQuery } from '@zhuji/platform'

export class StoryQuery extends PageQuery {
  @DayField({ optional: true, description: 'Only what was known at the end of this day.' })
  knownOn?: string

  @DayField({ optional: true, description: 'Only what had happened by this business day.' })
  asOf?: string
}

/** One recorded fact, told in both languages. */
export class StoryItem {
  @ApiProperty({ format: 'uuid' }) eventId: string
  @ApiProperty({ format: 'uuid' }) projectId: string
  @ApiProperty({ description: 'The service whose log holds it.' }) source: string
  @ApiProperty() type: string
  @ApiProperty({ format: 'date' }) occurredOn: string
  @ApiProperty({ format: 'date-time' }) recordedAt: string
  @ApiProperty({ format: 'date' }) knownOn: string
  @ApiProperty({ description: 'Claimed by an import, not taken from our own clock.' }) knownOnClaimed: boolean
  @ApiProperty({ type: Object }) actor: object
  @ApiProperty({ type: Object }) data: object
  @ApiProperty({ type: Object, description: '{ zh, en }' }) summary: { zh: string; en: string }
}

export class StoryPage {
  @ApiProperty({ type: StoryItem, isArray: true }) items: StoryItem[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
}
