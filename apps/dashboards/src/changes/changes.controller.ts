import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DomainError } from '@zhuji/kernel'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { ChangesAnswer, ChangesQuery } from './changes.dto.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { Changes } from './changes.repository.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/changes')
export class ChangesController {
  constructor(
    @Inject(Changes) private readonly changes: Changes,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '变化 / what became known between two days' })
  @ApiOkResponse({ type: ChangesAnswer })
  async between(@Query() query: ChangesQuery, @Caller() caller: Caller): Promise<ChangesAnswer> {
    const { fromKnownOn, toKnownOn } = query
    clocksOf({ asOf: query.asOf }, this.today.on())
    if (fromKnownOn > toKnownOn) {
      throw new DomainError('invalid', 'days-reversed', { field: 'toKnownOn', figures: { fromKnownOn, toKnownOn } })
    }
    return this.changes.between(query, scopeFilter(caller.principal, 'dashboards.read'))
  }
}
