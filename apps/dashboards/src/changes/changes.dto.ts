import { ApiProperty } from '@nestjs/swagger'
import { DayField } from '@zhuji/platform'
import { GroupQuery } from '../projects/filters.dto.js'

export class ChangesQuery extends GroupQuery {
  @DayField({ description: 'What was known at the end of this day …' })
  fromKnownOn: string

  @DayField({ description: '… against what was known at the end of this one.' })
  toKnownOn: string

  @DayField({
    optional: true,
    description: 'The business day that both show; on each side that of the knowledge unless said.',
  })
  asOf?: string
}

export class MovedForecasts {
  @ApiProperty({ type: 'integer' }) count: number
  @ApiProperty({ type: 'number', nullable: true, description: 'Median of the days moved; null when none was.' })
  medianDays: number | null
}

/** What changed between two days in what was known; of projects known on both, but for the first two lines. */
export class ChangesAnswer {
  @ApiProperty({ format: 'date' }) fromKnownOn: string
  @ApiProperty({ format: 'date' }) toKnownOn: string
  @ApiProperty({ type: 'integer', description: 'Projects known on the second day.' }) projects: number
  @ApiProperty({ type: 'integer', description: 'Known on the second day and not on the first.' }) registered: number
  @ApiProperty({ type: 'integer', description: 'Projects known on both days.' }) compared: number
  @ApiProperty({ type: 'integer', description: 'The one word of an older register differs.' }) statusChanged: number
  @ApiProperty({ type: 'integer', description: 'Physical % higher by more than 0.005.' }) physicalUp: number
  @ApiProperty({ type: 'integer' }) physicalDown: number
  @ApiProperty({ type: MovedForecasts }) forecastLater: MovedForecasts
  @ApiProperty({ type: MovedForecasts }) forecastEarlier: MovedForecasts
  @ApiProperty({ type: 'integer' }) halted: number
  @ApiProperty({ type: 'integer' }) resumed: number
  @ApiProperty({ type: 'integer' }) worksComplete: number
  @ApiProperty({ type: 'integer' }) inUse: number
  @ApiProperty({ type: 'integer' }) cancelled: number
  @ApiProperty({ type: 'integer', format: 'int64' }) disbursedFen: number
  @ApiProperty({ type: 'integer', format: 'int64' }) inPlaceFen: number
}
