import { randomUUID } from 'node:crypto'
import { Body, Controller, Get, Inject, Param, ParseIntPipe, Post, Put, Query, UseGuards } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { answerOf, Caller, CommandAnswer, CommandDesk, CommandRoute, IdParam, Permission } from '@zhuji/platform'
import { TrialQuery } from '../closing/closings.dto.js'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { BulletinCommands } from './bulletin.commands.js'
import {
  BulletinAnswer,
  BulletinsAnswer,
  DefineBulletinBody,
  IssueAnswer,
  IssueBulletinBody,
  RerunAnswer,
} from './bulletins.dto.js'
import { Bulletins } from './bulletins.repository.js'

/** What was published is for everybody who may look at dashboards: it shows sums, and names what restated them. */
@ApiTags('dashboards')
@Controller('api/v1/dashboards/bulletins')
export class BulletinsController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(BulletinCommands) private readonly commands: BulletinCommands,
    @Inject(Bulletins) private readonly bulletins: Bulletins,
  ) {}

  @Post()
  @Permission('dashboards.publish')
  @CommandRoute()
  @ApiOperation({ summary: '设定通报口径 / lay down what a bulletin shows' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async define(@Body() body: DefineBulletinBody, @Caller() caller: Caller): Promise<CommandAnswer> {
    const id = body.bulletinId ?? randomUUID()
    return answerOf(await this.desk.run(this.commands.define, { id, body, caller }))
  }

  @Put(':bulletinId')
  @Permission('dashboards.publish')
  @CommandRoute()
  @ApiOperation({ summary: '调整通报口径 / a new version; earlier issues keep theirs' })
  @ApiOkResponse({ type: CommandAnswer })
  async redefine(
    @IdParam('bulletinId') id: string,
    @Body() body: DefineBulletinBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.define, { id, body, caller }))
  }

  @Get()
  @Permission('dashboards.read')
  @ApiOperation({ summary: '通报 / bulletins with their issues' })
  @ApiOkResponse({ type: BulletinsAnswer })
  async list(): Promise<BulletinsAnswer> {
    return { items: await this.bulletins.all() }
  }

  @Get(':bulletinId')
  @Permission('dashboards.read')
  @ApiOperation({ summary: '通报口径与各期 / a bulletin with its issues' })
  @ApiOkResponse({ type: BulletinAnswer })
  async show(@IdParam('bulletinId') id: string): Promise<BulletinAnswer> {
    return this.bulletins.find(id)
  }

  @Post(':bulletinId/issues')
  @Permission('dashboards.publish')
  @UseGuards(WhenBuilt)
  @CommandRoute()
  @ApiOperation({ summary: '发布或更正一期通报 / issue a closed month, or with a reason tell an issued one again' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async issue(
    @IdParam('bulletinId') id: string,
    @Body() body: IssueBulletinBody,
    @Query() { dryRun }: TrialQuery,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.issue, { id, body, caller }, { dryRun }))
  }

  @Get(':bulletinId/issues/:number')
  @Permission('dashboards.read')
  @ApiOperation({ summary: '一期通报 / an issue as it was published' })
  @ApiOkResponse({ type: IssueAnswer })
  async published(
    @IdParam('bulletinId') id: string,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<IssueAnswer> {
    return this.bulletins.issue(id, number)
  }

  @Get(':bulletinId/issues/:number/rerun')
  @Permission('dashboards.read')
  @UseGuards(WhenBuilt)
  @ApiOperation({
    summary: '重算核对 / draw an issue up again from its cut and compare byte for byte; records nothing',
  })
  @ApiOkResponse({ type: RerunAnswer })
  async rerun(@IdParam('bulletinId') id: string, @Param('number', ParseIntPipe) number: number): Promise<RerunAnswer> {
    return this.bulletins.rerun(id, number)
  }
}
