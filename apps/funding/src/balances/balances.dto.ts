import { ledgerAccountIds } from '@zhuji/contracts'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { ChoiceField, IdField, TextField, TwoClocksQuery } from '@zhuji/platform'
import { TotalBalanceAnswer } from '../ledger/ledger.answer.dto.js'
import type { Grouping } from './balances.repository.js'

export class TrialBalanceQuery extends TwoClocksQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码 / everything below it counts' })
  region?: string

  @IdField({ optional: true, description: '单个项目' })
  projectId?: string

  @IdField({
    array: { min: 1, max: 50 },
    optional: true,
    query: true,
    description: '任务清单 / only projects on one of these lists, each once however many lists it is on',
  })
  programmeIds?: string[]
}

export class BalancesQuery extends TrialBalanceQuery {
  @ChoiceField(['source', 'region', 'project', 'programme'] as const, { description: '按什么汇总 / sums by what' })
  by: Grouping
}

export class AccountAnswer {
  @ApiProperty({ enum: ledgerAccountIds })
  account: string

  @ApiProperty({ type: 'integer', format: 'int64', description: '借方（分）' })
  debitFen: number

  @ApiProperty({ type: 'integer', format: 'int64', description: '贷方（分）' })
  creditFen: number
}

export class TrialBalanceAnswer {
  @ApiProperty({ type: [AccountAnswer] })
  accounts: readonly AccountAnswer[]

  @ApiProperty({ type: 'integer', format: 'int64' })
  debitFen: number

  @ApiProperty({ type: 'integer', format: 'int64' })
  creditFen: number

  @ApiProperty({ type: 'integer', format: 'int64', description: '差额 / always 0' })
  differenceFen: number
}

export class GroupBalanceAnswer extends TotalBalanceAnswer {
  @ApiProperty({ description: '资金来源、区划代码、项目或任务清单 / empty: entries that name no source' })
  group: string

  @ApiPropertyOptional({ description: '任务清单名称 / of a programme', example: '2026年教育补短板任务清单' })
  name?: string
}

export class GroupBalancesAnswer {
  @ApiProperty({ type: [GroupBalanceAnswer] })
  items: readonly GroupBalanceAnswer[]
}
