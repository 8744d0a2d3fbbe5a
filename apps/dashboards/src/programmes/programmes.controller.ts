import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { attainmentDefinition } from '@zhuji/figures'
import { Caller, IdParam, Permission, type ScopeFilter, scopeFilter, TwoClocksQuery } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { positionMap } from '../positions/read-positions.repository.js'
import { Today } from '../today.adapter.js'
import { type Clocks, clocksOf } from '../scope/clocks.js'
import { figuresOf, totalsOf } from './line-answers.js'
import {
  type ClocksAnswer,
  ComparedProgrammeAnswer,
  type ProgrammeHead,
  ProgrammeHeads,
  ProgrammeQuery,
  TotalsAnswer,
  TotalsQuery,
} from './programmes.dto.js'
import { type KnownVersion, Programmes } from './programmes.repository.js'
import { TargetLines } from './target-lines.repository.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards')
export class ProgrammesController {
  constructor(
    @Inject(Programmes) private readonly programmes: Programmes,
    @Inject(TargetLines) private readonly lines: TargetLines,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get('programmes')
  @ApiOperation({ summary: '任务清单 / programmes in the version in force' })
  @ApiOkResponse({ type: ProgrammeHeads })
  async list(@Query() query: TwoClocksQuery): Promise<ProgrammeHeads> {
    const clocks = clocksOf(query, this.today.on())
    const versions = await this.programmes.inForce(clocks)
    return { items: versions.map(headOf), clocks: await this.asked(clocks) }
  }

  @Get('programmes/:programmeId')
  @ApiOperation({
    summary: '任务完成情况 / attainment and excess of every target line, base and stretch, with both denominators',
  })
  @ApiOkResponse({ type: ComparedProgrammeAnswer })
  async show(
    @IdParam('programmeId') programmeId: string,
    @Query() query: ProgrammeQuery,
    @Caller() caller: Caller,
  ): Promise<ComparedProgrammeAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const known = await this.lines.known(programmeId, clocks, query.version)
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const counted = await this.counted(known, clocks, scope)
    return {
      ...headOf(known),
      figure: attainmentDefinition,
      clocks: await this.asked(clocks),
      isPartial: !scope.all,
      targets: counted.map((line) => ({ line: line.line, ...figuresOf(line, clocks.day) })),
    }
  }

  @Get('programme-totals')
  @ApiOperation({ summary: '多清单去重合计 / totals over lists that overlap, every project once' })
  @ApiOkResponse({ type: TotalsAnswer })
  async totals(@Query() query: TotalsQuery, @Caller() caller: Caller): Promise<TotalsAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const known = await Promise.all([...new Set(query.programmeId)].map((id) => this.lines.known(id, clocks)))
    const counted = await Promise.all(known.map((version) => this.counted(version, clocks, scope)))
    return { items: totalsOf(counted.flat(), clocks.day), clocks: await this.asked(clocks), isPartial: !scope.all }
  }

  private counted({ programme }: KnownVersion, clocks: Clocks, scope: ScopeFilter) {
    return Promise.all(programme.lines.map((line) => this.lines.counted({ programme, line }, clocks, scope)))
  }

  private async asked({ day, knownOn }: Clocks): Promise<ClocksAnswer> {
    return { asOf: day, knownOn: knownOn ?? null, positions: positionMap(await this.programmes.positions()) }
  }
}

function headOf({ programme, eventId, occurredOn, recordedAt }: KnownVersion): ProgrammeHead {
  const { programmeId, name, issuer, period, version, lines } = programme
  return { programmeId, name, issuer, period, version, eventId, occurredOn, recordedAt, lines: lines.length }
}
