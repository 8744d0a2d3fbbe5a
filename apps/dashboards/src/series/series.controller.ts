import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { Caller, DayField, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { GroupQuery } from '../projects/filters.dto.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { flowNames } from '../card/flows.js'
import { monthsOf } from './months.js'
import { SeriesReader } from './series.repository.js'

class SeriesQuery extends GroupQuery {
  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField({
    optional: true,
    description: 'The business day up to which flows are shown; that of the knowledge unless said.',
  })
  asOf?: string
}

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
  constructor(
    @Inject(SeriesReader) private readonly series: SeriesReader,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '逐月序列 / flows by month, and their sums so far' })
  @ApiOkResponse({ type: SeriesAnswer })
  async months(@Query() query: SeriesQuery, @Caller() caller: Caller): Promise<SeriesAnswer> {
    const { knownOn, asOf } = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const months = await this.series.months({ ...query, knownOn, asOf }, scope)
    return { months: monthsOf(months, flowNames) }
  }
}
