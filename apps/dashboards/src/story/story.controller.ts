import { Controller, Get, Inject, Query } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DomainError } from '@zhuji/kernel'
import { Caller, IdParam, Permission, scopeFilter } from '@zhuji/platform'
import { Projects } from '../projects/projects.repository.js'
import { StoryPage, StoryQuery } from './story.dto.js'
import { Stories } from './story.repository.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@Controller('api/v1/dashboards/projects/:projectId/story')
export class StoryController {
  constructor(
    @Inject(Stories) private readonly stories: Stories,
    @Inject(Projects) private readonly projects: Projects,
  ) {}

  @Get()
  @ApiOperation({ summary: '项目大事记 / every fact of one project, of all services' })
  @ApiOkResponse({ type: StoryPage })
  async story(
    @IdParam('projectId') projectId: string,
    @Query() query: StoryQuery,
    @Caller() caller: Caller,
  ): Promise<StoryPage> {
    const visible = await this.projects.isVisible(projectId, scopeFilter(caller.principal, 'dashboards.read'))
    if (!visible) throw new DomainError('not-found', 'not-found')
    const { items, next } = await this.stories.ofProject(projectId, query)
    return { items: [...items], next }
  }
}
