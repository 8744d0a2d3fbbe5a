import { type FundSource, fundSourceIds } from '@zhuji/contracts'
import { ApiProperty } from '@nestjs/swagger'
import { ChoiceField, CommandAnswer, DayField, FenField, IdField, NestedField, TextField } from '@zhuji/platform'
import { BalancesAnswer } from './ledger.answer.dto.js'

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
