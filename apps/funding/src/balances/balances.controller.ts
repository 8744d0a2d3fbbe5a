import { Controller, Get, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { AskedDays, Caller, Permission, scopeFilter } from '@zhuji/platform'
import { trialBalance } from '../ledger/accounts.js'
import { totalFrom } from '../ledger/balances.js'
import { BalancesQuery, GroupBalancesAnswer, TrialBalanceAnswer, TrialBalanceQuery } from './balances.dto.js'
import { BalanceDays } from './balances.repository.js'

/** Over all ledgers in the caller's scope, at any business day and as known on any day. */
@ApiTags('funding')
@Controller('api/v1/funding')
export class BalancesController {
  constructor(
    private readonly days: BalanceDays,
    private readonly asked: AskedDays,
  ) {}

  @Get('trial-balance')
  @Permission('funding.read')
  @ApiOperation({ summary: '试算平衡表 / debit and credit by account; the difference is zero' })
  @ApiOkResponse({ type: TrialBalanceAnswer })
  async trial(@Query() query: TrialBalanceQuery, @Caller() caller: Caller): Promise<TrialBalanceAnswer> {
    const question = { ...query, ...this.asked.of(query) }
    const totals = await this.days.totals('all', question, scopeFilter(caller.principal, 'funding.read'))
    const accounts = trialBalance(totals.get('') ?? {})
    const sum = (side: 'debitFen' | 'creditFen') => accounts.reduce((fen, account) => fen + account[side], 0)
    const [debitFen, creditFen] = [sum('debitFen'), sum('creditFen')]
    return { accounts, debitFen, creditFen, differenceFen: debitFen - creditFen }
  }

  @Get('balances')
  @Permission('funding.read')
  @ApiOperation({ summary: '余额汇总 / balances by source, region, project or programme' })
  @ApiOkResponse({ type: GroupBalancesAnswer })
  async balances(@Query() { by, ...query }: BalancesQuery, @Caller() caller: Caller): Promise<GroupBalancesAnswer> {
    const question = { ...query, ...this.asked.of(query) }
    const groups = await this.days.totals(by, question, scopeFilter(caller.principal, 'funding.read'))
    const names = by === 'programme' ? await this.days.programmeNames([...groups.keys()]) : undefined
    return {
      items: [...groups].map(([group, totals]) => {
        const name = names?.get(group)
        return { group, ...(name === undefined ? {} : { name }), ...totalFrom(totals) }
      }),
    }
  }
}
