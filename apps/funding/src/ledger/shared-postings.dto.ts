import { type FundSource, fundSourceIds } from '@zhuji/contracts'
import { ApiProperty } from '@nestjs/swagger'
import {
  BooleanField,
  ChoiceField,
  CommandAnswer,
  DayField,
  DecidedEventAnswer,
  FenField,
  IdField,
  NestedField,
  TextField,
} from '@zhuji/platform'
import { GapAnswer } from '../gap/gap.answer.dto.js'
import { BalancesAnswer, FindingAnswer } from './ledger.answer.dto.js'

class MoneyBody {
  @FenField({ positive: true, example: 90_000_000, description: '金额（分）' })
  amountFen: number

  @ChoiceField(fundSourceIds, { example: 'local-budget', description: '资金来源' })
  source: FundSource

  @TextField({ max: 100, optional: true, description: '债券批次' })
  batch?: string

  @TextField({ max: 100, example: 'TJ-2026-0007', description: '单据号' })
  documentNumber: string

  @TextField({ max: 4000, optional: true })
  text?: string

  @DayField({ example: '2026-05-20', description: '发生日' })
  occurredOn: string
}

export class TransferBody extends MoneyBody {
  @IdField({ description: '转出项目' })
  fromProjectId: string

  @IdField({ description: '转入项目' })
  toProjectId: string
}

export class ShareBody {
  @IdField()
  projectId: string

  @FenField({ positive: true, example: 30_000_000, description: '本项目份额（分）' })
  amountFen: number
}

export class AgreementPaymentBody extends MoneyBody {
  @TextField({ max: 200, optional: true, description: '往来单位' })
  counterparty?: string

  @TextField({
    max: 1000,
    optional: true,
    description: '另一笔支付的理由 / why it is no copy of one that looks the same',
  })
  distinct?: string

  @BooleanField({ optional: true, description: '历史补录 / rules it breaks are marked, not refused; imports only' })
  historical?: boolean

  @NestedField(() => ShareBody, { array: { min: 1, max: 200 }, description: '各项目份额 / must add up to the payment' })
  shares: ShareBody[]
}

export class LedgerShareAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ type: BalancesAnswer })
  balances: BalancesAnswer
}

/** One receipt for all ledgers, and how each stands now. */
export class SharedPostingAnswer extends CommandAnswer {
  @ApiProperty({ description: '单据已记过账 / the books held it already' })
  alreadyPosted: boolean

  @ApiProperty({ type: [LedgerShareAnswer] })
  ledgers: readonly LedgerShareAnswer[]
}

export class LedgerTrialAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({
    type: [FindingAnswer],
    description: '本项目的份额会违反的规则 / every rule that its share would break',
  })
  findings: readonly FindingAnswer[]

  @ApiProperty({ type: BalancesAnswer })
  before: BalancesAnswer

  @ApiProperty({ type: BalancesAnswer, description: '假定记账后 / as if it were recorded, also when it is refused' })
  after: BalancesAnswer

  @ApiProperty({ type: GapAnswer, description: '假定记账后的资金进度差' })
  gap: GapAnswer
}

/** The answer to a trial over several ledgers. */
export class SharedTrialAnswer {
  @ApiProperty({ enum: [true] })
  dryRun: true

  @ApiProperty({ description: '可以记账 / false when a rule refuses any of the shares' })
  accepted: boolean

  @ApiProperty()
  alreadyPosted: boolean

  @ApiProperty({ type: [DecidedEventAnswer], description: '将记录的事实 / nothing when it is refused' })
  wouldRecord: readonly DecidedEventAnswer[]

  @ApiProperty({ type: [FindingAnswer], description: '整笔违反的规则 / rules that the whole would break' })
  findings: readonly FindingAnswer[]

  @ApiProperty({ type: [LedgerTrialAnswer] })
  ledgers: readonly LedgerTrialAnswer[]
}
