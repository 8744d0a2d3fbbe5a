import { ApiProperty } from '@nestjs/swagger'
import { IdField, TextField } from '@zhuji/platform'
import { FigureAnswer } from '../figures/figure-answer.dto.js'
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
export class ExplainAnswer extends FigureAnswer {
  @ApiProperty({ type: 'integer', description: 'Projects the figure is about.' }) projects: number
  @ApiProperty({
    type: ExplainedEvent,
    isArray: true,
    description: 'Project by project; `adds` over all pages sums to the parts.',
  })
  events: ExplainedEvent[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
}
