import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
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
import { PlanProposalAnswer, PlanProposalBody } from './plan-proposal.dto.js'
import { PlanProposals } from './plan-proposals.repository.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects/:projectId')
export class PlanController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: ConstructionCommands,
    private readonly proposals: PlanProposals,
  ) {}

  @Post('plan-proposals')
  @HttpCode(200)
  @Permission('milestones.read')
  @ApiOperation({ summary: '倒排工期试算 / latest days, float and critical steps for a need date; records nothing' })
  @ApiOkResponse({ type: PlanProposalAnswer })
  async propose(
    @IdParam('projectId') id: string,
    @Body() body: PlanProposalBody,
    @Caller() { principal }: Caller,
  ): Promise<PlanProposalAnswer> {
    return this.proposals.propose(id, body, principal)
  }

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
