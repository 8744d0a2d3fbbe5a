import { Controller, Get, Inject } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { Permission } from '@zhuji/platform'
import { CompleteLogs } from './complete-logs.repository.js'
import { CompletenessAnswer } from './completeness.dto.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@Controller('api/v1/dashboards/completeness')
export class CompletenessController {
  constructor(@Inject(CompleteLogs) private readonly logs: CompleteLogs) {}

  @Get()
  @ApiOperation({ summary: '数据齐全性 / up to which checkpoint each log is here without a gap, and what is missing' })
  @ApiOkResponse({ type: CompletenessAnswer })
  async show(): Promise<CompletenessAnswer> {
    return { logs: await this.logs.all() }
  }
}
