import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import {
  courseFigures,
  type CourseInputs,
  cumulatedPlan,
  dayAfterMonths,
  percentOfFen,
  scheduleOf,
} from '@zhuji/figures'
import { DomainError } from '@zhuji/kernel'
import { Caller, IdParam, Permission, scopeFilter, TwoClocksQuery } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { figureAnswer } from '../figures/figure-answer.dto.js'
import { Projects } from '../projects/projects.repository.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { courseOf } from './course.js'
import { CurvesAnswer } from './curves.dto.js'
import { curvesOf } from './project-curves.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/projects/:projectId/curves')
export class CurvesController {
  constructor(
    @Inject(Projects) private readonly projects: Projects,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: 'S 曲线、挣值与序时进度 / planned, earned, certified, in place and paid by month' })
  @ApiOkResponse({ type: CurvesAnswer })
  async curves(
    @IdParam('projectId') projectId: string,
    @Query() query: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<CurvesAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const told = await this.projects.told(projectId, scopeFilter(caller.principal, 'dashboards.read'), clocks)
    if (!told) throw new DomainError('not-found', 'not-found')
    const { card, facts, positions } = told
    const course = courseOf(card, clocks.day)
    const cut = { clocks, positions, baselines: card.detail.baselines.map(({ version }) => version) }
    return {
      months: curvesOf(card, facts, clocks.day),
      earnedSchedule: markerOf(course),
      figures: courseFigures.map((figure) => {
        const parts = figure.of(course)
        return figureAnswer(figure, { ...parts, unknown: Number(isUnknown(parts)) }, cut)
      }),
    }
  }
}

/** Where on the plan the project stands. */
function markerOf(course: CourseInputs): CurvesAnswer['earnedSchedule'] {
  const schedule = scheduleOf(course)
  const first = cumulatedPlan(course.plan)[0]
  if (!schedule || !first) return null
  const earnedFen = percentOfFen(course.physicalPercent!, course.budgetFen!)
  return { on: dayAfterMonths(first.month, schedule.earned), earnedFen }
}

function isUnknown({ numerator, denominator }: { numerator: number | null; denominator?: number | null }): boolean {
  return numerator === null || denominator === null
}
