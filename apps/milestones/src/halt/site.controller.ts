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
import {
  EndProcedureBody,
  ResumeWorkBody,
  StartProcedureBody,
  StopWorkBody,
  TrialQuery,
} from '../construction/construction.dto.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects/:projectId')
export class SiteController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: ConstructionCommands,
  ) {}

  @Post('stops')
  @Permission('milestones.halt')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '停工 / work is halted' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async stopWork(
    @IdParam('projectId') id: string,
    @Body() body: StopWorkBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.stopWork, { id, body, caller }, { dryRun }))
  }

  @Post('resumptions')
  @Permission('milestones.halt')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '复工 / work goes on; never a new start' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async resumeWork(
    @IdParam('projectId') id: string,
    @Body() body: ResumeWorkBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.resumeWork, { id, body, caller }, { dryRun }))
  }

  @Post('procedures')
  @Permission('milestones.halt')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '重新办理手续 / a step of administration runs again' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async startProcedure(
    @IdParam('projectId') id: string,
    @Body() body: StartProcedureBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.startProcedure, { id, body, caller }, { dryRun }))
  }

  @Post('procedure-endings')
  @Permission('milestones.halt')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '重新办理结束 / it has ended' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async endProcedure(
    @IdParam('projectId') id: string,
    @Body() body: EndProcedureBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.endProcedure, { id, body, caller }, { dryRun }))
  }
}
