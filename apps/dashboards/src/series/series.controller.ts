import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { GroupQuery } from '../projects/filters.dto.js'
import { flowNames } from './flows.js'
import { monthsOf } from './months.js'
import { SeriesReader } from './series.repository.js'

class SeriesAnswer {
  @ApiProperty({
    type: Object,
    isArray: true,
    description:
      'Per month: registered, started, worksComplete, inUse (projects), allocatedFen, inPlaceFen, disbursedFen, completedInvestmentFen, and `cumulative` with the same names.',
  })
  months: readonly object[]
}

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/series')
export class SeriesController {
  constructor(@Inject(SeriesReader) private readonly series: SeriesReader) {}

  @Get()
  @ApiOperation({ summary: '逐月序列 / flows by month, and their sums so far' })
  @ApiOkResponse({ type: SeriesAnswer })
  async months(@Query() query: GroupQuery, @Caller() caller: Caller): Promise<SeriesAnswer> {
    const months = await this.series.months(query, scopeFilter(caller.principal, 'dashboards.read'))
    return { months: monthsOf(months, flowNames) }
  }
}
