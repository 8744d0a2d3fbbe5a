import { ApiProperty } from '@nestjs/swagger'
import { ProjectCard } from './project-card.dto.js'

export class ProjectPageOf {
  @ApiProperty({ type: ProjectCard, isArray: true }) items: ProjectCard[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
  @ApiProperty({ type: 'integer', description: 'Projects on all pages.' }) total: number
}

/** One project with everything its page shows. */
export class ProjectPage extends ProjectCard {
  @ApiProperty({ type: Object, isArray: true, description: '{ milestone, plannedOn, forecastOn, reachedOn }' })
  plan: { milestone: string; plannedOn: string | null; forecastOn: string | null; reachedOn: string | null }[]

  @ApiProperty({ type: Object, isArray: true, description: 'Every baseline, the first one first.' })
  baselines: object[]

  @ApiProperty({ type: Object, isArray: true, description: 'Sums in fen per source of funds.' })
  ledger: { source: string }[]

  @ApiProperty({ type: Object, isArray: true, description: 'Open episodes.' })
  alerts: { alertId: string; severity: string }[]

  @ApiProperty({ type: Object, isArray: true, description: 'Flows and running totals per month.' })
  series: readonly object[]

  @ApiProperty({ type: String, nullable: true }) construction: string | null
  @ApiProperty({ type: String, nullable: true }) agreement: string | null
  @ApiProperty({ type: 'integer', nullable: true }) reportEveryDays: number | null
  @ApiProperty({ type: String, isArray: true }) nationalCodes: readonly string[]
  @ApiProperty({ required: false }) address?: string
  @ApiProperty({ type: Object, required: false }) place?: { longitude: number; latitude: number }
  @ApiProperty({ required: false }) responsiblePerson?: string
  @ApiProperty({ type: Object, required: false }) supervisingUnit?: { id: string; name: string }
  @ApiProperty({ type: 'integer', required: false }) estimateFen?: number
  @ApiProperty({ required: false }) parentProjectId?: string
  @ApiProperty({ required: false }) phase?: string
  @ApiProperty({ required: false }) inspectionFinding?: string
}
