import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DomainError } from '@zhuji/kernel'
import { Caller, IdParam, Permission, scopeFilter, TwoClocksQuery } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import type { Card } from '../card/card.js'
import { shownOf } from '../card/fact.js'
import { flowNames, flowsOfFacts } from '../card/flows.js'
import { monthsOf } from '../series/months.js'
import { ProjectsQuery } from './filters.dto.js'
import { presentCard } from './present-card.js'
import { ProjectCard } from './project-card.dto.js'
import { ProjectPage, ProjectPageOf } from './project-page.dto.js'
import { Projects } from './projects.repository.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'

@ApiTags('dashboards')
@ApiExtraModels(ProjectCard)
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/projects')
export class ProjectsController {
  constructor(
    @Inject(Projects) private readonly projects: Projects,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '项目列表 / cards of the projects in scope' })
  @ApiOkResponse({ type: ProjectPageOf })
  async list(@Query() query: ProjectsQuery, @Caller() caller: Caller): Promise<ProjectPageOf> {
    const { knownOn, asOf } = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const { items, next, total } = await this.projects.list({ ...query, knownOn, asOf }, scope)
    return { items: items.map(presentCard), next, total }
  }

  @Get(':projectId')
  @ApiOperation({ summary: '项目详情 / card, plan, baselines and ledger of one project' })
  @ApiOkResponse({ type: ProjectPage })
  async show(
    @IdParam('projectId') projectId: string,
    @Query() query: TwoClocksQuery,
    @Caller() caller: Caller,
  ): Promise<ProjectPage> {
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const clocks = clocksOf(query, this.today.on())
    const card = await this.projects.find(projectId, scope, clocks)
    if (!card) throw new DomainError('not-found', 'not-found')
    const known = shownOf(await this.projects.facts(projectId), clocks)
    return { ...presentCard(card), ...pageOnly(card), series: monthsOf(flowsOfFacts(projectId, known), flowNames) }
  }
}

function pageOnly(card: Card): Omit<ProjectPage, keyof ProjectCard | 'series'> {
  const { milestones, baselines, sources, alerts, ...detail } = card.detail
  const {
    halts: _h,
    procedures: _p,
    report: _r,
    firstForecastSaidOn: _f,
    registeredStartOn: _s,
    revisedOn: _d,
    ...shown
  } = detail
  const { pots: _pots, completedByYear: _years, ...others } = shown
  const plan = Object.entries(milestones).map(([milestone, dates]) => ({
    milestone,
    plannedOn: dates.plannedOn ?? null,
    forecastOn: dates.forecastOn ?? null,
    reachedOn: dates.reachedOn ?? null,
  }))
  return {
    ...others,
    plan: plan.sort((one, other) => dayOf(one).localeCompare(dayOf(other))),
    baselines: [...baselines],
    ledger: Object.entries(sources).map(([source, sums]) => ({ source, ...sums })),
    alerts: Object.entries(alerts).map(([alertId, severity]) => ({ alertId, severity })),
    construction: card.construction,
    agreement: card.agreement,
    reportEveryDays: card.reportEveryDays,
  }
}

function dayOf(step: { plannedOn: string | null; forecastOn: string | null; reachedOn: string | null }): string {
  return step.plannedOn ?? step.forecastOn ?? step.reachedOn ?? ''
}
