import { Body, Controller, Get, Post, Put } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { randomUUID } from 'node:crypto'
import { DomainError } from '@zhuji/kernel'
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
import { RegistryCommands } from '../registry.commands.js'
import { ProgrammeList } from './programme-list.repository.js'
import { IssueProgrammeBody, ReviseProgrammeBody } from './programme.dto.js'
import { ProgrammeAnswer, ProgrammesAnswer, ProgrammeVersionsAnswer } from './programme.answer.dto.js'

@ApiTags('registry')
@Controller('api/v1/registry/programmes')
export class ProgrammesController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: RegistryCommands,
    private readonly programmes: ProgrammeList,
  ) {}

  @Post()
  @Permission('registry.issue-programme')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '下达任务清单 / issue a programme of targets' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async issue(@Body() body: IssueProgrammeBody, @Caller() caller: Caller): Promise<CommandAnswer> {
    const id = body.programmeId ?? randomUUID()
    return answerOf(await this.desk.run(this.commands.programmes.issue, { id, body, caller }))
  }

  @Put(':programmeId')
  @Permission('registry.issue-programme')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '调整任务清单 / issue a new version; earlier ones stay known' })
  @ApiOkResponse({ type: CommandAnswer })
  async revise(
    @IdParam('programmeId') id: string,
    @Body() body: ReviseProgrammeBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.programmes.revise, { id, body, caller }))
  }

  @Get()
  @Permission('registry.read')
  @ApiOperation({ summary: '任务清单 / every programme in its current version' })
  @ApiOkResponse({ type: ProgrammesAnswer })
  async list(): Promise<ProgrammesAnswer> {
    return { items: await this.programmes.all() }
  }

  @Get(':programmeId')
  @Permission('registry.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '任务清单详情 / one programme in its current version' })
  @ApiOkResponse({ type: ProgrammeAnswer })
  async show(@IdParam('programmeId') id: string): Promise<ProgrammeAnswer> {
    const programme = await this.programmes.find(id)
    if (!programme) throw unknownProgramme(id)
    return programme
  }

  @Get(':programmeId/versions')
  @Permission('registry.read')
  @ApiOperation({
    summary: '任务清单各版本 / every version as it was issued, with the reason it replaced the one before',
  })
  @ApiOkResponse({ type: ProgrammeVersionsAnswer })
  async versions(@IdParam('programmeId') id: string): Promise<ProgrammeVersionsAnswer> {
    const items = await this.programmes.versions(id)
    if (items.length === 0) throw unknownProgramme(id)
    return { items }
  }
}

function unknownProgramme(programmeId: string): DomainError {
  return new DomainError('not-found', 'programme-unknown', { figures: { programmeId } })
}
