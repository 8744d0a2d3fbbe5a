import { Body, Controller, Post } from '@nestjs/common'
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { randomUUID } from 'node:crypto'
import {
  answerOf,
  Caller,
  CommandDesk,
  CommandRoute,
  IdParam,
  partOf,
  Permission,
  VersionedAnswer,
} from '@zhuji/platform'
import { RegistryCommands } from '../../registry.commands.js'
import { UnbundlingAnswer } from '../project.answer.dto.js'
import { UnbundlePackageBody } from '../project.dto.js'

@ApiTags('registry')
@Controller('api/v1/registry/projects')
export class UnbundlingController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: RegistryCommands,
  ) {}

  @Post(':projectId/unbundling')
  @Permission('registry.register')
  @CommandRoute()
  @VersionedAnswer()
  @ApiOperation({ summary: '打包项目拆分 / take a package apart: all of its parts are registered, or nothing is' })
  @ApiCreatedResponse({ type: UnbundlingAnswer })
  async unbundle(
    @IdParam('projectId') id: string,
    @Body() body: UnbundlePackageBody,
    @Caller() caller: Caller,
  ): Promise<UnbundlingAnswer> {
    const { reason, occurredOn } = body
    const parts = body.parts.map((part) => ({ ...part, projectId: part.projectId ?? randomUUID() }))
    const { unbundle, projects } = this.commands
    const outcomes = await this.desk.runTogether(
      [
        partOf(unbundle, id, { reason, occurredOn, parts }),
        ...parts.map((part) => partOf(projects.register, part.projectId, { ...part, parentProjectId: id, occurredOn })),
      ],
      caller,
    )
    const state = outcomes[0]!.state as { readonly unbundledInto?: readonly string[] }
    return { ...answerOf(outcomes[0]!), partIds: state.unbundledInto ?? [] }
  }
}
