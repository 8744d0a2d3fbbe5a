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
import { CorrectMilestoneBody, ReachMilestoneBody, TakeOverBody, TrialQuery } from '../construction/construction.dto.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects/:projectId')
export class MilestonesController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: ConstructionCommands,
  ) {}

  @Post('milestones-reached')
  @Permission('milestones.reach')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '里程碑达成 / a milestone was reached' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async reachMilestone(
    @IdParam('projectId') id: string,
    @Body() body: ReachMilestoneBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.reachMilestone, { id, body, caller }, { dryRun }))
  }

  @Post('milestone-corrections')
  @Permission('milestones.correct')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '更正里程碑 / reached on another day, or not at all' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async correctMilestone(
    @IdParam('projectId') id: string,
    @Body() body: CorrectMilestoneBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.correctMilestone, { id, body, caller }, { dryRun }))
  }

  @Post('takeover')
  @Permission('milestones.reach')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '回收 / a facility was taken over ready-built' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async takeOver(
    @IdParam('projectId') id: string,
    @Body() body: TakeOverBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.takeOver, { id, body, caller }, { dryRun }))
  }
}
