import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { DomainError } from '@zhuji/kernel'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { clocksOf } from '../scope/clocks.js'
import { figureAnswer } from '../figures/figure-answer.dto.js'
import { Today } from '../today.adapter.js'
import { ExplainAnswer, ExplainQuery } from './explain.dto.js'
import { type Explanation, Explanations } from './explain.repository.js'
import { type ExplainedFigure, explainedFigures } from './explained-figures.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/explain')
export class ExplainController {
  constructor(
    @Inject(Explanations) private readonly explanations: Explanations,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '溯源 / a figure, its definition and the facts behind it' })
  @ApiOkResponse({ type: ExplainAnswer })
  async explain(@Query() query: ExplainQuery, @Caller() caller: Caller): Promise<ExplainAnswer> {
    const figure = figureAsked(query)
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const found = await this.explanations.explain(figure, { ...query, ...clocks }, scope)
    if (query.projectId !== undefined && found.projects === 0) throw new DomainError('not-found', 'not-found')
    const { projects, positions, baselines, events, next } = found
    const answer = figureAnswer(figure, partsOf(figure, found), { clocks, positions, baselines })
    return { ...answer, projects, events: [...events], next }
  }
}

function figureAsked({ figure: id, projectId }: ExplainQuery): ExplainedFigure {
  const figure = explainedFigures.get(id)
  if (figure && !(figure.ofOneProjectOnly && projectId === undefined)) return figure
  const known = [...explainedFigures.values()].filter((other) => projectId !== undefined || !other.ofOneProjectOnly)
  const figures = { figure: id, known: known.map((other) => other.id).join(', ') }
  throw new DomainError('invalid', 'figure-unknown', { field: 'figure', figures })
}

/** A rate without a denominator is unknown; so is a figure of one project whose input is not known. */
function partsOf({ denominator: hasTwo, ofOneProjectOnly }: ExplainedFigure, found: Explanation) {
  const { numerator, denominator, unknown } = found
  if (!hasTwo) return { numerator: ofOneProjectOnly && unknown > 0 ? null : numerator, unknown }
  const isEmpty = numerator === 0 && (denominator === 0 || (ofOneProjectOnly && unknown > 0))
  return { numerator: isEmpty ? null : numerator, denominator: denominator === 0 ? null : denominator, unknown }
}
