import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { calendarDateIn } from '@zhuji/kernel'
import {
  Caller,
  IdParam,
  Permission,
  SYSTEM,
  type System,
  VersionedAnswer,
  TwoClocksQuery,
  type Clocks,
  bothClocks,
} from '@zhuji/platform'
import { TrendAnswer } from '../milestone/trend.dto.js'
import { trendOf } from '../milestone/trend.js'
import { ConstructionAnswer, ConstructionsAnswer } from './construction.answer.dto.js'
import { ConstructionIdsBody } from './construction.dto.js'
import { Constructions, type ConstructionView } from './constructions.repository.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects')
export class ConstructionsController {
  constructor(
    private readonly constructions: Constructions,
    @Inject(SYSTEM) private readonly system: System,
  ) {}

  @Get(':projectId')
  @Permission('milestones.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '建设进展 / plan, forecasts, milestones and progress of one project' })
  @ApiOkResponse({ type: ConstructionAnswer })
  async show(
    @IdParam('projectId') projectId: string,
    @Query() query: TwoClocksQuery,
    @Caller() { principal }: Caller,
  ): Promise<ConstructionView> {
    const isPresent = query.asOf === undefined && query.knownOn === undefined
    if (isPresent) return this.constructions.get(projectId, principal)
    return this.constructions.viewAt(projectId, this.clocksOf(query), principal)
  }

  @Get(':projectId/trend')
  @Permission('milestones.read')
  @ApiOperation({ summary: '里程碑趋势 / forecast date against report date, with every baseline and the slip' })
  @ApiOkResponse({ type: TrendAnswer })
  async trend(
    @IdParam('projectId') projectId: string,
    @Query() query: TwoClocksQuery,
    @Caller() { principal }: Caller,
  ): Promise<TrendAnswer> {
    const clocks = this.clocksOf(query)
    const { state } = await this.constructions.at(projectId, clocks, principal)
    return { projectId, ...clocks, items: trendOf(state, clocks.asOf) }
  }

  @Post('lookup')
  @HttpCode(200)
  @Permission('milestones.read')
  @ApiOperation({ summary: '批量查询 / many projects by id; those out of scope are left out' })
  @ApiOkResponse({ type: ConstructionsAnswer })
  async lookup(
    @Body() { ids }: ConstructionIdsBody,
    @Caller() { principal }: Caller,
  ): Promise<{ items: ConstructionView[] }> {
    return { items: await this.constructions.find(ids, principal) }
  }

  private clocksOf(query: TwoClocksQuery): Clocks {
    const { clock, timeZone } = this.system
    return bothClocks(query, calendarDateIn(timeZone, clock.now()))
  }
}
