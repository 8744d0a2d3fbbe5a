import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Caller, IdParam, Permission, VersionedAnswer } from '@zhuji/platform'
import { ConstructionAnswer, ConstructionsAnswer } from './construction.answer.dto.js'
import { ConstructionIdsBody } from './construction.dto.js'
import { Constructions, type ConstructionView } from './constructions.repository.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/projects')
export class ConstructionsController {
  constructor(private readonly constructions: Constructions) {}

  @Get(':projectId')
  @Permission('milestones.read')
  @VersionedAnswer()
  @ApiOperation({ summary: '建设进展 / plan, forecasts, milestones and progress of one project' })
  @ApiOkResponse({ type: ConstructionAnswer })
  async show(@IdParam('projectId') projectId: string, @Caller() { principal }: Caller): Promise<ConstructionView> {
    return this.constructions.get(projectId, principal)
  }

  @Post('lookup')
  @HttpCode(200)
  @Permission('milestones.read')
  @ApiOperation({ summary: '批量查询 / many projects by id; those out of scope are left out' })
  @ApiOkResponse({ type: ConstructionsAnswer })
  async lookup(
    @Body() { ids }: ConstructionIdsBody,
    @Caller() { principal }: Caller,
  ): Promise<{ items: ConstructionView[] }> {
    return { items: await this.constructions.find(ids, principal) }
  }
}
