import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { randomUUID } from 'node:crypto'
import { DomainError } from '@zhuji/kernel'
import {
  allows,
  answerOf,
  type AskedClocks,
  AskedDays,
  assertVisible,
  Caller,
  CommandAnswer,
  type CommandDefinition,
  CommandDesk,
  CommandRoute,
  IdParam,
  Permission,
  requireIfMatch,
  TwoClocksQuery,
  VersionedAnswer,
} from '@zhuji/platform'
import { RegistryCommands } from '../registry.commands.js'
import { type ProjectEntry, ProjectRegister, targetOfEntry } from './project-register.repository.js'
import { totalOf } from './parts-total.js'
import {
  LocalCodeQuery,
  PartsAnswer,
  ProjectEntriesAnswer,
  ProjectEntryAnswer,
  RegistrationAnswer,
} from './project.answer.dto.js'
import {
  MergeProjectBody,
  MoveCustodyBody,
  ProjectIdsBody,
  ReasonBody,
  RegisterProjectBody,
  ReviseProjectBody,
} from './project.dto.js'
import { warningsOf } from './project-warnings.js'

@ApiTags('registry')
@Controller('api/v1/registry/projects')
export class ProjectsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: RegistryCommands,
    private readonly register: ProjectRegister,
    private readonly days: AskedDays,
  ) {}

  @Post()
  @Permission('registry.register')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '登记项目 / register a project' })
  @ApiCreatedResponse({ type: RegistrationAnswer })
  async registerProject(@Body() body: RegisterProjectBody, @Caller() caller: Caller): Promise<RegistrationAnswer> {
    const answer = await this.run(this.commands.projects.register, { id: body.projectId ?? randomUUID(), body, caller })
    return { ...answer, warnings: warningsOf(body.nationalCodes, caller.language) }
  }

  @Patch(':projectId')
  @Permission('registry.revise')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '变更项目信息 / revise details; needs If-Match' })
  @ApiOkResponse({ type: RegistrationAnswer })
  async revise(
    @IdParam('projectId') id: string,
    @Body() body: ReviseProjectBody,
    @Caller() caller: Caller,
  ): Promise<RegistrationAnswer> {
    const expectedVersion = requireIfMatch(caller)
    const { revise } = this.commands.projects
    const answer = answerOf(await this.desk.run(revise, { id, body, caller }, { expectedVersion }))
    return { ...answer, warnings: warningsOf(body.changes.nationalCodes, caller.language) }
  }

  @Post(':projectId/custody-moves')
  @Permission('registry.move-custody')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '移交责任单位 / pass the project to another owner unit' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async moveCustody(
    @IdParam('projectId') id: string,
    @Body() body: MoveCustodyBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return this.run(this.commands.projects.moveCustody, { id, body, caller })
  }

  @Post(':projectId/cancellation')
  @Permission('registry.cancel')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '撤销项目 / cancel; what was reached stays known' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async cancel(
    @IdParam('projectId') id: string,
    @Body() body: ReasonBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return this.run(this.commands.projects.cancel, { id, body, caller })
  }

  @Post(':projectId/reinstatement')
  @Permission('registry.cancel')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '恢复项目 / take a cancelled project up again' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async reinstate(
    @IdParam('projectId') id: string,
    @Body() body: ReasonBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return this.run(this.commands.projects.reinstate, { id, body, caller })
  }

  @Post(':projectId/merger')
  @Permission('registry.cancel')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '合并项目 / let it go into another project; what was reached stays known' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async merge(
    @IdParam('projectId') id: string,
    @Body() body: MergeProjectBody,
    @Caller() caller: Caller,
  ): Promise<CommandAnswer> {
    return this.run(this.commands.projects.merge, { id, body, caller })
  }

  @Get(':projectId/parts')
  @Permission('registry.read')
  @ApiOperation({ summary: '分期与子项目 / the phases and parts directly below a project' })
  @ApiOkResponse({ type: PartsAnswer })
  async parts(@IdParam('projectId') id: string, @Caller() caller: Caller): Promise<PartsAnswer> {
    await this.visible(id, caller)
    const parts = await this.register.partsOf(id)
    return { ...entriesAnswer(parts, caller), total: totalOf(parts) }
  }

  @Get()
  @Permission('registry.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '按本地编码查项目 / the project with a local code' })
  @ApiOkResponse({ type: ProjectEntryAnswer })
  async byLocalCode(@Query() { localCode }: LocalCodeQuery, @Caller() caller: Caller): Promise<ProjectEntryAnswer> {
    const id = await this.register.idByLocalCode(localCode)
    if (id === undefined) throw new DomainError('not-found', 'project-unknown', { figures: { localCode } })
    return this.visible(id, caller)
  }

  @Get(':projectId')
  @Permission('registry.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '登记信息 / what the register says about one project' })
  @ApiOkResponse({ type: ProjectEntryAnswer })
  async show(
    @IdParam('projectId') id: string,
    @Query() asked: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<ProjectEntryAnswer> {
    const now = await this.visible(id, caller)
    const { asOf, knownOn }: AskedClocks = this.days.of(asked)
    return asOf === undefined || knownOn === undefined
      ? now
      : entryAnswer(await this.register.at(id, { asOf, knownOn }), caller)
  }

  @Post('lookup')
  @HttpCode(200)
  @Permission('registry.read')
  @ApiOperation({ summary: '批量查询 / many projects by id; those out of scope are left out' })
  @ApiOkResponse({ type: ProjectEntriesAnswer })
  async lookup(@Body() { ids }: ProjectIdsBody, @Caller() caller: Caller): Promise<ProjectEntriesAnswer> {
    return entriesAnswer(await this.register.find(ids), caller)
  }

  private async visible(id: string, caller: Caller): Promise<ProjectEntryAnswer> {
    const entry = await this.register.get(id)
    assertVisible(caller.principal, 'registry.read', targetOfEntry(entry))
    return entryAnswer(entry, caller)
  }

  private async run<Body extends object, State>(
    definition: CommandDefinition<Body, State>,
    asked: { id: string; body: Body; caller: Caller },
  ): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(definition, asked))
  }
}

function entryAnswer(entry: ProjectEntry, { language }: Caller): ProjectEntryAnswer {
  return { ...entry, regionPath: [...entry.regionPath], warnings: warningsOf(entry.nationalCodes, language) }
}

/** Those in the caller's scope. */
function entriesAnswer(entries: readonly ProjectEntry[], caller: Caller): ProjectEntriesAnswer {
  const visible = entries.filter((entry) => allows(caller.principal, 'registry.read', targetOfEntry(entry)))
  return { items: visible.map((entry) => entryAnswer(entry, caller)) }
}
