import { ApiProperty } from '@nestjs/swagger'

class CardRegion {
  @ApiProperty() code: string
  @ApiProperty() name: string
  @ApiProperty({ type: Object, isArray: true, description: 'From the root to the project, each { code, name }.' })
  path: { code: string; name: string }[]
}

class UnitAnswer {
  @ApiProperty() id: string
  @ApiProperty() name: string
}

class LightsAnswer {
  @ApiProperty({ type: 'integer' }) yellow: number
  @ApiProperty({ type: 'integer' }) red: number
}

const day = { type: 'string', format: 'date', nullable: true } as const
const fen = { type: 'integer', format: 'int64' } as const
const unknownFen = { ...fen, nullable: true } as const
const unknownNumber = { type: 'number', nullable: true } as const

/** One project as a list shows it. Unknown is null, never 0. */
export class ProjectCard {
  @ApiProperty({ format: 'uuid' }) projectId: string
  @ApiProperty() localCode: string
  @ApiProperty() name: string
  @ApiProperty() facilityKind: string
  @ApiProperty({ type: CardRegion }) region: CardRegion
  @ApiProperty({ type: UnitAnswer }) ownerUnit: UnitAnswer
  @ApiProperty() status: string
  @ApiProperty({ description: 'The one word an older register would show.' }) registerWord: string
  @ApiProperty() stage: string
  @ApiProperty({ type: String, nullable: true }) halt: string | null
  @ApiProperty({ type: String, nullable: true }) procedure: string | null
  @ApiProperty() cancelled: boolean
  @ApiProperty(unknownNumber) physicalPercent: number | null
  @ApiProperty(day) lastReportOn: string | null
  @ApiProperty(day) lastInspectionOn: string | null
  @ApiProperty(unknownFen) approvedBudgetFen: number | null
  @ApiProperty(fen) allocatedFen: number
  @ApiProperty(fen) inPlaceFen: number
  @ApiProperty(fen) committedFen: number
  @ApiProperty(fen) certifiedFen: number
  @ApiProperty(fen) disbursedFen: number
  @ApiProperty(fen) refundedFen: number
  @ApiProperty({ ...fen, description: 'Disbursed less refunded.' }) paidFen: number
  @ApiProperty({ ...unknownFen, description: 'The approved budget, or the commitments where none is known.' })
  agreedFen: number | null
  @ApiProperty(unknownFen) completedInvestmentFen: number | null
  @ApiProperty({ ...unknownNumber, description: 'Paid per hundred of the agreed amount.' })
  paidPercent: number | null
  @ApiProperty({ ...unknownNumber, description: 'Paid % less physical %, in points.' }) gapPoints: number | null
  @ApiProperty(day) plannedStartOn: string | null
  @ApiProperty(day) needOn: string | null
  @ApiProperty(day) startedOn: string | null
  @ApiProperty(day) worksCompleteOn: string | null
  @ApiProperty(day) inUseOn: string | null
  @ApiProperty(day) plannedCompletionOn: string | null
  @ApiProperty(day) forecastCompletionOn: string | null
  @ApiProperty(day) firstForecastCompletionOn: string | null
  @ApiProperty({ type: 'integer', nullable: true }) slipDays: number | null
  @ApiProperty({ type: Object, isArray: true }) capacity: { kind: string; amount: number }[]
  @ApiProperty({ type: LightsAnswer }) openAlerts: LightsAnswer
  @ApiProperty(day) registeredOn: string | null
  @ApiProperty(day) knownOn: string | null
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt: string | null
}
