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
  CorrectProgressBody,
  InspectWorkBody,
  ReportProgressBody,
  TrialQuery,
} from '../construction/construction.dto.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects/:projectId')
export class ProgressController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: ConstructionCommands,
  ) {}

  @Post('progress-reports')
  @Permission('milestones.report')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '填报形象进度 / report physical progress' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async reportProgress(
    @IdParam('projectId') id: string,
    @Body() body: ReportProgressBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.reportProgress, { id, body, caller }, { dryRun }))
  }

  @Post('progress-corrections')
  @Permission('milestones.correct')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '更正形象进度 / correct the latest report' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async correctProgress(
    @IdParam('projectId') id: string,
    @Body() body: CorrectProgressBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.correctProgress, { id, body, caller }, { dryRun }))
  }

  @Post('inspections')
  @Permission('milestones.inspect')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '现场核查 / record what was seen on site' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async inspectWork(
    @IdParam('projectId') id: string,
    @Body() body: InspectWorkBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.inspectWork, { id, body, caller }, { dryRun }))
  }
}
