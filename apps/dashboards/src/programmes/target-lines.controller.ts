import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { countsBy } from '@zhuji/figures'
import { DomainError, refuse } from '@zhuji/kernel'
import { z } from 'zod'
import { Caller, decodeCursor, encodeCursor, IdParam, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { positionMap } from '../positions/read-positions.repository.js'
import { Today } from '../today.adapter.js'
import { type Clocks, clocksOf } from '../scope/clocks.js'
import { type CountedLine, type CountedMember, placesOf } from './line-answers.js'
import { LineMembers, LineMembersQuery, type ProgrammeQuery, RankingAnswer, RankingQuery } from './programmes.dto.js'
import { Programmes } from './programmes.repository.js'
import { TargetLines } from './target-lines.repository.js'

const cursorSchema = z.object({ after: z.uuid() })

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/programmes/:programmeId/lines/:lineId')
export class TargetLinesController {
  constructor(
    @Inject(Programmes) private readonly programmes: Programmes,
    @Inject(TargetLines) private readonly lines: TargetLines,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get('projects')
  @ApiOperation({
    summary: '目标行的项目 / the projects behind a line, each with what it adds and the events it counts by',
  })
  @ApiOkResponse({ type: LineMembers })
  async projects(
    @IdParam('programmeId') programmeId: string,
    @Param('lineId') lineId: string,
    @Query() query: LineMembersQuery,
    @Caller() caller: Caller,
  ): Promise<LineMembers> {
    const clocks = clocksOf(query, this.today.on())
    const { programme, line, members } = await this.counted({ programmeId, lineId }, { query, clocks }, caller)
    const after = decodeCursor(query.cursor, cursorSchema)?.after
    const rest = members.toSorted(byId).filter(({ projectId }) => after === undefined || projectId > after)
    const page = rest.slice(0, query.limit)
    const because = await this.programmes.because(
      line,
      clocks,
      page.map(({ projectId }) => projectId),
    )
    const last = clocks.day < line.cutOffOn ? clocks.day : line.cutOffOn
    return {
      items: page.map((member) => ({
        projectId: member.projectId,
        name: member.face?.name ?? null,
        regionNames: member.face?.regionNames ?? [],
        amount: member.amount,
        reachedOn: member.reachedOn,
        dueOn: member.dueOn,
        counts: countsBy(member, programme.period.from, last),
        eventIds: because.get(member.projectId) ?? [],
      })),
      next: rest.length > page.length ? encodeCursor({ after: page.at(-1)!.projectId }) : null,
      total: members.length,
    }
  }

  @Get('ranking')
  @ApiOperation({
    summary: '进度排名 / divisions by the share of their list achieved, with their places on an earlier day',
  })
  @ApiOkResponse({ type: RankingAnswer })
  async ranking(
    @IdParam('programmeId') programmeId: string,
    @Param('lineId') lineId: string,
    @Query() query: RankingQuery,
    @Caller() caller: Caller,
  ): Promise<RankingAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const { since } = query
    if (since > clocks.day) refuse('since-after-day', { since, asOf: clocks.day }, 'since')
    const earlier = { ...clocksOf({ ...query, asOf: since }, this.today.on()), day: since }
    const [now, before] = await Promise.all([
      this.counted({ programmeId, lineId }, { query, clocks }, caller),
      this.counted({ programmeId, lineId }, { query, clocks: earlier }, caller),
    ])
    const level = query.level === undefined ? levelBelow(now) : query.level - 1
    const places = placesOf({ now, before }, { level, day: clocks.day, since: query.since })
    const names = await this.programmes.regionNames(places.map(({ id }) => id))
    return {
      items: places.map((place) => ({ ...place, name: names.get(place.id) ?? place.id })),
      since: query.since,
      clocks: {
        asOf: clocks.day,
        knownOn: clocks.knownOn ?? null,
        positions: positionMap(await this.programmes.positions()),
      },
    }
  }

  /** By the version in force on the day of the question, also for the earlier day of a comparison. */
  private async counted(
    { programmeId, lineId }: { programmeId: string; lineId: string },
    { query, clocks }: { query: ProgrammeQuery; clocks: Clocks },
    caller: Caller,
  ): Promise<CountedLine> {
    const { programme } = await this.lines.known(programmeId, clocksOf(query, this.today.on()), query.version)
    const line = programme.lines.find((each) => each.lineId === lineId)
    if (!line) throw new DomainError('not-found', 'not-found')
    return this.lines.counted({ programme, line }, clocks, scopeFilter(caller.principal, 'dashboards.read'))
  }
}

/** The level of the divisions right below the one that the line is for; the top one where it is for all. */
function levelBelow({ line, members }: CountedLine): number {
  const [region] = line.scope.regions
  const path = region === undefined ? undefined : members.find(({ face }) => face?.regionCodes.includes(region))
  return path ? path.face!.regionCodes.indexOf(region!) + 1 : 0
}

function byId(one: CountedMember, other: CountedMember): number {
  return one.projectId < other.projectId ? -1 : 1
}
