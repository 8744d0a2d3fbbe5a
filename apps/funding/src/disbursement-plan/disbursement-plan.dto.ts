import { type FundSource, fundSourceIds } from '@zhuji/contracts'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { ChoiceField, DayField, FenField, NestedField, TextField } from '@zhuji/platform'

const fen = (description: string) => ({ type: 'integer' as const, format: 'int64', description, example: 120_000_000 })

export class PlannedDisbursementBody {
  @TextField({ max: 7, pattern: /^\d{4}-(0[1-9]|1[0-2])$/, example: '2026-05', description: '月份' })
  month: string

  @ChoiceField(fundSourceIds, { example: 'special-bond', description: '资金来源' })
  source: FundSource

  @FenField({ positive: true, example: 120_000_000, description: '计划支付（分）' })
  amountFen: number
}

export class PlanDisbursementBody {
  @NestedField(() => PlannedDisbursementBody, {
    array: { min: 1, max: 600 },
    description: '各月各来源 / the whole plan',
  })
  months: PlannedDisbursementBody[]

  @TextField({
    max: 4000,
    optional: true,
    example: '主体提前封顶',
    description: '调整理由 / needed from the second version on',
  })
  reason?: string

  @DayField({ example: '2026-04-01', description: '下达日' })
  occurredOn: string
}

export class PlanVersionAnswer {
  @ApiProperty({ example: 2 })
  planVersion: number

  @ApiProperty(fen('计划支付合计'))
  plannedFen: number

  @ApiPropertyOptional({ description: '调整理由', example: '主体提前封顶' })
  reason?: string

  @ApiProperty({ format: 'date' })
  occurredOn: string

  @ApiProperty({ format: 'date' })
  knownOn: string
}

export class SourceBesideAnswer {
  @ApiProperty({ enum: fundSourceIds, nullable: true })
  source: string | null

  @ApiProperty(fen('计划支付'))
  plannedFen: number

  @ApiProperty(fen('实际支付，扣除退回'))
  paidFen: number
}

export class MonthBesideAnswer {
  @ApiProperty({ example: '2026-05' })
  month: string

  @ApiProperty(fen('计划支付'))
  plannedFen: number

  @ApiProperty(fen('实际支付，扣除退回 / paid, less refunds'))
  paidFen: number

  @ApiProperty(fen('累计计划'))
  plannedToDateFen: number

  @ApiProperty(fen('累计支付'))
  paidToDateFen: number

  @ApiProperty({ type: [SourceBesideAnswer] })
  sources: readonly SourceBesideAnswer[]
}

export class DisbursementPlanAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ description: '有效版本 / the version in force then; 0: none yet' })
  planVersion: number

  @ApiProperty({ type: [PlanVersionAnswer], description: '各版本 / every version told by then' })
  versions: readonly PlanVersionAnswer[]

  @ApiProperty({ type: [MonthBesideAnswer], description: '计划与实际 / the plan in force beside what was paid' })
  months: readonly MonthBesideAnswer[]
}
