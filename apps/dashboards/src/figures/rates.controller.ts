import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { dueRates, rateDefinitions, rateIds } from '@zhuji/figures'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { SummaryQuery } from '../projects/filters.dto.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { type AnsweredFigure, FigureAnswer, figureAnswer } from './figure-answer.dto.js'
import { Rates } from './rates.repository.js'

class RatesAnswer {
  @ApiProperty({ type: [FigureAnswer] }) figures: FigureAnswer[]
}

const rates: readonly AnsweredFigure[] = [...rateIds.map((id) => ({ id, ...rateDefinitions[id] })), ...dueRates]

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/rates')
export class RatesController {
  constructor(
    @Inject(Rates) private readonly rates: Rates,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '各项比率，应到期与年度口径 / every rate, over what is due and over the list of the year' })
  @ApiOkResponse({ type: RatesAnswer })
  async answer(@Query() query: SummaryQuery, @Caller() caller: Caller): Promise<RatesAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const { parts, positions } = await this.rates.answer({ ...query, ...clocks }, scope, clocks.day)
    return { figures: rates.map((rate) => figureAnswer(rate, parts.get(rate.id)!, { clocks, positions })) }
  }
}
