import { ApiProperty } from '@nestjs/swagger'
import { type FiguresCut, type Term } from '@zhuji/contracts'
import { exampleCut } from './closings.dto.js'

const value = { value: 80, numerator: 240_000_000, denominator: 300_000_000, unknown: 0, projects: 3 }
const late = {
  eventId: '0198b9a0-0000-7000-8000-0000000000e1',
  type: 'funding.ledger-entry-posted.v2',
  what: { zh: '资金记录已入账', en: 'A ledger entry was posted' },
  projectId: '0198b9a0-0000-7000-8000-000000000001',
  project: '振兴路小学',
  occurredOn: '2026-06-20',
  knownOn: '2026-08-03',
  recordedAt: '2026-08-03T02:10:00.000Z',
}

export class LateFactAnswer {
  @ApiProperty({ example: late.eventId }) eventId: string
  @ApiProperty({ example: late.type }) type: string
  @ApiProperty({ type: Object, example: late.what }) what: Term
  @ApiProperty({ example: late.projectId }) projectId: string
  @ApiProperty({ example: late.project }) project: string
  @ApiProperty({ example: late.occurredOn }) occurredOn: string
  @ApiProperty({ example: late.knownOn }) knownOn: string
  @ApiProperty({ example: late.recordedAt }) recordedAt: string
}

export class MoveAnswer extends LateFactAnswer {
  @ApiProperty({ type: Object, example: { numerator: 30_000_000, denominator: 0, projects: 0 } })
  adds: { readonly numerator: number; readonly denominator: number; readonly projects: number }
}

export class DifferenceAnswer {
  @ApiProperty({ example: 'disbursement-rate' }) figure: string
  @ApiProperty({ type: Object, example: { zh: '支付率', en: 'Disbursement rate' } }) name: Term
  @ApiProperty({ example: 'percent' }) unit: string
  @ApiProperty({ type: Object, example: { ...value, value: 70, numerator: 210_000_000 } }) before: object
  @ApiProperty({ type: Object, example: value }) after: object
  @ApiProperty({ type: [MoveAnswer], description: '各事件的影响之和即差异 / what they add comes to the difference' })
  events: readonly MoveAnswer[]
}

export class RestatementsAnswer {
  @ApiProperty({ example: '2026-06' }) month: string
  @ApiProperty({ type: Object, example: exampleCut }) cut: FiguresCut
  @ApiProperty({
    type: [LateFactAnswer],
    description: '关账后到达的当月及以前事实 / facts up to the month that came in later',
  })
  facts: readonly LateFactAnswer[]
  @ApiProperty({ type: [DifferenceAnswer], description: '变动的指标 / every figure that they moved' })
  differences: readonly DifferenceAnswer[]
}
