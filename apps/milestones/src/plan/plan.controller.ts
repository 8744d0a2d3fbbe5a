import { Body, Controller, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import {
  answerOf,
  Caller,
  CommandAnswer,
  CommandDesk,
  CommandRoute,
  IdParam,
  Permission,
  VersionedAnswer,
} from '@zhuji/platform'
import { ConstructionCommands } from '../construction/construction.commands.js'
import { AdoptPlanBody, ReviseForecastBody, TrialQuery } from '../construction/construction.dto.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects/:projectId')
export class PlanController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: ConstructionCommands,
  ) {}

  @Post('plans')
  @Permission('milestones.plan')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '确定计划 / adopt a baseline; earlier ones are kept' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async adoptPlan(
    @IdParam('projectId') id: string,
    @Body() body: AdoptPlanBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.adoptPlan, { id, body, caller }, { dryRun }))
  }

  @Post('forecasts')
  @Permission('milestones.forecast')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '调整预计日期 / expect a milestone on another day' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async reviseForecast(
    @IdParam('projectId') id: string,
    @Body() body: ReviseForecastBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.reviseForecast, { id, body, caller }, { dryRun }))
  }
}
