import { ApiProperty } from '@nestjs/swagger'
import { IdField, TextField } from '@zhuji/platform'
import { ProjectsQuery } from '../projects/filters.dto.js'
import { StoryItem } from '../story/story.dto.js'

export class ExplainQuery extends ProjectsQuery {
  @TextField({ max: 64, description: 'Id of a figure of a summary or of a project.', example: 'disbursement-rate' })
  figure: string

  @IdField({ optional: true, description: 'One project; without it, all that the filters leave.' })
  projectId?: string
}

export class ExplainedEvent extends StoryItem {
  @ApiProperty({
    type: Object,
    description: '{ numerator, denominator }: what this event adds to the parts of the figure.',
  })
  adds: { numerator: number; denominator: number }
}

/** A figure with both parts, and page by page the events they consist of. */
export class ExplainAnswer {
  @ApiProperty() figure: string
  @ApiProperty() unit: string
  @ApiProperty({ type: Object }) name: { zh: string; en: string }
  @ApiProperty({ type: Object, description: '{ zh, en }' }) definition: { zh: string; en: string }
  @ApiProperty({ type: 'number', nullable: true }) value: number | null
  @ApiProperty({ type: 'number', nullable: true }) numerator: number | null
  @ApiProperty({ type: 'number', nullable: true, description: 'Null for sums and where nothing is known.' })
  denominator: number | null
  @ApiProperty({ type: String, nullable: true }) denominatorIs: string | null
  @ApiProperty({ type: 'integer', description: 'Projects whose input is not known.' }) unknown: number
  @ApiProperty({ type: 'integer', description: 'Projects the figure is about.' }) projects: number
  @ApiProperty({ type: Object, description: 'How far each log was read.' }) positions: Record<string, number>
  @ApiProperty({ format: 'date', description: 'The day that decides what is due.' }) day: string
  @ApiProperty({ type: String, nullable: true }) knownOn: string | null
  @ApiProperty({
    type: ExplainedEvent,
    isArray: true,
    description: 'Project by project; `adds` over all pages sums to the parts.',
  })
  events: ExplainedEvent[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
}
