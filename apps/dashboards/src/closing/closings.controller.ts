import { Body, Controller, Get, Inject, Post, Query, UseGuards } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { answerOf, Caller, CommandAnswer, CommandDesk, CommandRoute, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { ClosingCommands } from './closing.commands.js'
import { ClosedMonthAnswer, ClosedMonthsAnswer, CloseMonthRequest, TrialQuery } from './closings.dto.js'
import { Closings } from './closings.repository.js'
import { explainedFigures } from '../explain/explained-figures.js'
import { GroupQuery } from '../projects/filters.dto.js'
import { sources } from '../projection/dashboard-events.js'
import { Today } from '../today.adapter.js'
import { openCut } from './cut.js'
import { groupFigure } from './figure-sums.js'
import { RestatementsAnswer } from './restatements.dto.js'
import { restatementOf } from './restatements.repository.js'
import { MonthParam } from './month-param.decorator.js'

@ApiTags('dashboards')
@Controller('api/v1/dashboards/closings')
export class ClosingsController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(ClosingCommands) private readonly commands: ClosingCommands,
    @Inject(Closings) private readonly closings: Closings,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Post()
  @Permission('dashboards.close')
  @UseGuards(WhenBuilt)
  @CommandRoute()
  @ApiOperation({
    summary: '关账 / close a month for good, at what is known and sealed; dryRun shows what would be frozen',
  })
  @ApiCreatedResponse({ type: CommandAnswer })
  async close(
    @Body() { month, ...body }: CloseMonthRequest,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.close, { id: month, body, caller }, { dryRun }))
  }

  @Get()
  @Permission('dashboards.read')
  @ApiOperation({ summary: '已关账月份 / closed months, the newest first' })
  @ApiOkResponse({ type: ClosedMonthsAnswer })
  async list(): Promise<ClosedMonthsAnswer> {
    return { items: await this.closings.all() }
  }

  @Get(':month')
  @Permission('dashboards.read')
  @ApiOperation({ summary: '月度关账 / at what a month was closed' })
  @ApiOkResponse({ type: ClosedMonthAnswer })
  async show(@MonthParam() month: string): Promise<ClosedMonthAnswer> {
    return this.closings.closed(month)
  }

  @Get(':month/restatements')
  @Permission('dashboards.read')
  @UseGuards(WhenBuilt)
  @ApiOperation({
    summary: '关账后变动 / what came in behind a closed month, every figure it moved, and by which events',
  })
  @ApiOkResponse({ type: RestatementsAnswer })
  async restatements(
    @MonthParam() month: string,
    @Query() filters: GroupQuery,
    @Caller() { principal }: Caller,
  ): Promise<RestatementsAnswer> {
    const { cut } = await this.closings.closed(month)
    const now = openCut(sources, { asOf: cut.asOf, knownOn: this.today.on() })
    const question = { cuts: [cut, now] as const, filters, scope: scopeFilter(principal, 'dashboards.read') }
    const { facts, differences } = await this.closings.inSnapshot((tx) => restatementOf(question, everyFigure, tx))
    const named = differences.map(({ figure, before, after, events }) => {
      const { name, unit } = groupFigure(figure)!
      return { figure, name, unit, before, after, events }
    })
    return { month, cut, facts, differences: named }
  }
}

const everyFigure = [...explainedFigures.keys()]
  .filter((id) => groupFigure(id) !== undefined)
  .map((figure) => ({ figure, by: 'total' as const }))
