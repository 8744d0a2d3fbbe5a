import { fundSourceIds, ledgerEntryIds } from '@zhuji/contracts'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { CommandAnswer, DecidedEventAnswer } from '@zhuji/platform'
import { GapAnswer } from '../gap/gap.answer.dto.js'

const fen = (description: string) => ({ type: 'integer' as const, format: 'int64', description })

export class BalanceAnswer {
  @ApiProperty(fen('投资计划下达'))
  allocatedFen: number

  @ApiProperty(fen('资金到位，含调剂，扣除结余缴回 / arrived, with transfers, less what was returned'))
  inPlaceFen: number

  @ApiProperty(fen('合同签订，含变更 / contracts and their changes'))
  committedFen: number

  @ApiProperty(fen('计量核定'))
  certifiedFen: number

  @ApiProperty(
    fen('支付，含预付款与返还的质保金，未扣除退回 / payments, advances and released retention, before refunds'),
  )
  disbursedFen: number

  @ApiProperty(fen('退回'))
  refundedFen: number

  @ApiProperty(fen('预算指标'))
  quotaFen: number

  @ApiProperty(fen('资金结存 / in place and not paid'))
  cashFen: number

  @ApiProperty(fen('未抵扣预付款 / paid in advance, not yet recovered'))
  advancesFen: number

  @ApiProperty(fen('扣留的质保金 / retention held'))
  retainedFen: number

  @ApiProperty(fen('结算审定'))
  settledFen: number

  @ApiProperty(fen('竣工财务决算'))
  finalFen: number
}

export class TotalBalanceAnswer extends BalanceAnswer {
  @ApiProperty(fen('应付工程款 / certified, less what was paid, retained and recovered; negative when paid ahead'))
  payableFen: number
}

export class SourceBalanceAnswer extends BalanceAnswer {
  @ApiProperty({ enum: fundSourceIds, nullable: true, description: '资金来源 / null: entries that name none' })
  source: string | null

  @ApiPropertyOptional({ description: '债券批次 / one issue of bonds' })
  batch?: string
}

export class BalancesAnswer {
  @ApiProperty({ type: [SourceBalanceAnswer], description: '按来源 / sources with at least one entry' })
  sources: readonly SourceBalanceAnswer[]

  @ApiProperty({ type: TotalBalanceAnswer })
  total: TotalBalanceAnswer
}

export class FindingAnswer {
  @ApiProperty({ example: 'funds-not-in-place' })
  rule: string

  @ApiProperty({ type: 'object', additionalProperties: true })
  figures: object

  @ApiProperty({
    enum: ['refused', 'marked', 'warned'],
    description: '后果 / the posting is refused, or recorded with the rule marked on it, or only warned of',
  })
  consequence: string

  @ApiProperty({ description: '按请求语言 / in the caller’s language' })
  message: string
}

/** The answer to a posting or a reversal: the receipt, the entry it stands for, and how money stands to work now. */
export class PostingAnswer extends CommandAnswer {
  @ApiProperty({ format: 'uuid', description: '台账记录 / of the earlier entry when the document was already posted' })
  entryId: string

  @ApiProperty({ description: '单据已记过账 / the books held it already, nothing was recorded again' })
  alreadyPosted: boolean

  @ApiProperty({ type: BalancesAnswer })
  balances: BalancesAnswer

  @ApiProperty({ type: GapAnswer })
  gap: GapAnswer
}

/** The answer to a trial: every rule it would break, not only the first. */
export class TrialAnswer {
  @ApiProperty({ enum: [true] })
  dryRun: true

  @ApiProperty({ description: '可以记账 / false when a rule refuses' })
  accepted: boolean

  @ApiProperty()
  alreadyPosted: boolean

  @ApiProperty({ type: [DecidedEventAnswer] })
  wouldRecord: readonly DecidedEventAnswer[]

  @ApiProperty({ type: [FindingAnswer] })
  findings: readonly FindingAnswer[]

  @ApiProperty({ type: BalancesAnswer })
  before: BalancesAnswer

  @ApiProperty({ type: BalancesAnswer, description: '假定记账后 / as if it were recorded, also when it is refused' })
  after: BalancesAnswer

  @ApiProperty({ type: GapAnswer, description: '假定记账后的资金进度差' })
  gap: GapAnswer
}

export class LedgerAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ description: '记录数 / entries by then; 0 when nothing was ever posted' })
  version: number

  @ApiProperty({ type: BalancesAnswer })
  balances: BalancesAnswer

  @ApiProperty({
    type: GapAnswer,
    nullable: true,
    description:
      '资金进度差 / null at a past, which the ledger knows of money alone: dashboards answer the gap of any day',
  })
  gap: GapAnswer | null
}

export class LedgersAnswer {
  @ApiProperty({ type: [LedgerAnswer] })
  items: readonly LedgerAnswer[]
}

export class ReversesAnswer {
  @ApiProperty({ format: 'uuid' })
  entryId: string

  @ApiProperty({ enum: ledgerEntryIds })
  entry: string
}

export class EntryAnswer {
  @ApiProperty({ format: 'uuid' })
  entryId: string

  @ApiProperty({ description: '台账中的序号 / its place in the ledger, from 1' })
  version: number

  @ApiProperty({ enum: ledgerEntryIds })
  entry: string

  @ApiProperty(fen('金额（分）'))
  amountFen: number

  @ApiPropertyOptional({ enum: fundSourceIds })
  source?: string

  @ApiPropertyOptional()
  batch?: string

  @ApiPropertyOptional({ enum: [true], description: '调减 / of a contract change' })
  decreases?: true

  @ApiPropertyOptional({ format: 'uuid', description: '调剂对方项目 / the other end of a transfer' })
  counterProjectId?: string

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: '协议支付的份额 / its agreement payment',
  })
  agreementPayment?: object

  @ApiPropertyOptional({ description: '另一笔支付的理由 / why it is no copy of another project’s payment' })
  distinct?: string

  @ApiProperty()
  documentNumber: string

  @ApiPropertyOptional()
  counterparty?: string

  @ApiPropertyOptional()
  agreement?: string

  @ApiPropertyOptional()
  text?: string

  @ApiPropertyOptional({ type: ReversesAnswer })
  reverses?: ReversesAnswer

  @ApiProperty({ format: 'uuid', nullable: true, type: String, description: '冲销它的记录 / the reversal, if any' })
  reversedBy: string | null

  @ApiProperty({ type: [FindingAnswer] })
  findings: readonly FindingAnswer[]

  @ApiProperty({ format: 'date' })
  occurredOn: string

  @ApiProperty({ format: 'date-time' })
  recordedAt: string

  @ApiProperty({ format: 'date' })
  knownOn: string

  @ApiProperty()
  knownOnClaimed: boolean

  @ApiProperty({ type: 'object', additionalProperties: true })
  actor: object
}
