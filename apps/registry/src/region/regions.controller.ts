import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { answerOf, Caller, CommandAnswer, CommandDesk, CommandRoute, Permission } from '@zhuji/platform'
import { RegistryCommands } from '../registry.commands.js'
import { DefineRegionRequest } from './region.dto.js'
import { RegionsQuery, RegionAnswer } from './regions.query.dto.js'
import { RegionTree } from './region-tree.repository.js'

@ApiTags('registry')
@Controller('api/v1/registry/regions')
export class RegionsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly commands: RegistryCommands,
    private readonly tree: RegionTree,
  ) {}

  @Post()
  @Permission('registry.define-region')
  @CommandRoute()
  @ApiOperation({ summary: '定义行政区划 / define a division, or its new name or place from a day on' })
  @ApiCreatedResponse({ type: CommandAnswer })
  async define(@Body() { code, ...body }: DefineRegionRequest, @Caller() caller: Caller): Promise<CommandAnswer> {
    return answerOf(await this.desk.run(this.commands.regions.define, { id: code, body, caller }))
  }

  @Get()
  @Permission('registry.read')
  @ApiOperation({ summary: '下级区划 / divisions below one; without `parent`, the roots' })
  @ApiOkResponse({ type: [RegionAnswer] })
  async children(@Query() { parent }: RegionsQuery): Promise<RegionAnswer[]> {
    return this.tree.childrenOf(parent)
  }
}
