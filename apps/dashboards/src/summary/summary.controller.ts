import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { facilityGroups, facilityKinds, stageIds, statusIds } from '@zhuji/contracts'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { positionMap } from '../positions/read-positions.repository.js'
import { SummaryQuery } from '../projects/filters.dto.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { cellOf } from './cell.js'
import { SummaryAnswer } from './summary.dto.js'
import { type SummaryFacts, Summaries } from './summary.repository.js'
import { addInto, registerWordOf, type Sums, type SummarySums } from './summary-sums.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/summary')
export class SummaryController {
  constructor(
    @Inject(Summaries) private readonly summaries: Summaries,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '总览 / sums and rates over the projects in scope' })
  @ApiOkResponse({ type: SummaryAnswer })
  async summary(@Query() query: SummaryQuery, @Caller() caller: Caller): Promise<SummaryAnswer> {
    const { day, ...clocks } = clocksOf(query, this.today.on())
    const facts = await this.summaries.answer(
      { ...query, ...clocks },
      scopeFilter(caller.principal, 'dashboards.read'),
      day,
    )
    return answerOf(facts, { day, knownOn: query.knownOn ?? null })
  }
}

function answerOf(
  { sums, positions, regionNames }: SummaryFacts,
  asked: { day: string; knownOn: string | null },
): SummaryAnswer {
  const regions = [...sums.byRegion].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    asOf: { ...asked, positions: positionMap(positions) },
    total: cellOf(sums.total),
    byFacilityGroup: groupsOf(sums),
    byFacilityKind: Object.keys(facilityKinds).flatMap((id) => {
      const kind = sums.byKind.get(id as keyof typeof facilityKinds)
      return kind ? [{ id, ...cellOf(kind) }] : []
    }),
    byRegion: regions.map(([code, region]) => ({ code, name: regionNames.get(code) ?? code, ...cellOf(region) })),
    byStage: inOrder(
      sums.countBy(({ stage }) => stage),
      stageIds,
    ).map(({ name, projects }) => ({ stage: name, projects })),
    byStatus: inOrder(
      sums.countBy(({ status }) => status),
      statusIds,
    ).map(({ name, projects }) => ({ status: name, projects })),
    byRegisterWord: sums.countBy(registerWordOf).map(({ name, projects }) => ({ registerWord: name, projects })),
    byStanding: sums.byStanding().map((count) => ({ ...count })),
  }
}

function groupsOf({ byKind }: SummarySums): SummaryAnswer['byFacilityGroup'] {
  return Object.keys(facilityGroups).flatMap((id) => {
    const group: Sums = {}
    for (const [kind, sums] of byKind) if (facilityKinds[kind].group === id) addInto(group, sums)
    return group['projects'] ? [{ id, ...cellOf(group) }] : []
  })
}

function inOrder<Name extends string>(counts: { name: Name; projects: number }[], names: readonly Name[]) {
  return counts.sort((one, other) => names.indexOf(one.name) - names.indexOf(other.name))
}
