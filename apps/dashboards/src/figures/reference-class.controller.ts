import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { expectedDays, referenceClassDefinition, referenceClassOf, referenceQuantiles } from '@zhuji/figures'
import { DomainError } from '@zhuji/kernel'
import { Caller, CountField, DayField, IdField, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { GroupQuery } from '../projects/filters.dto.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { FigureAnswer, figureAnswer } from './figure-answer.dto.js'
import { isCompared, ReferenceClasses } from './reference-class.repository.js'

class ReferenceClassQuery extends GroupQuery {
  @IdField({ optional: true, description: 'The class of this project: its kind, and the duration it was planned for.' })
  projectId?: string

  @CountField({ min: 1, max: 36_500, optional: true, query: true, description: 'What D_p is asked for.' })
  plannedDays?: number

  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField({ optional: true, description: 'The business day to show; that of the knowledge unless said.' })
  asOf?: string
}

class QuantileAnswer {
  @ApiProperty({ enum: referenceQuantiles, example: 80 }) percent: number
  @ApiProperty({ example: 1.31, description: 'Actual / planned.' }) ratio: number
  @ApiProperty({ type: 'integer', nullable: true, example: 786, description: 'Of the planned duration asked for.' })
  days: number | null
}

class ClassMemberAnswer {
  @ApiProperty({ format: 'uuid' }) projectId: string
  @ApiProperty({ example: '振兴路小学' }) name: string
  @ApiProperty({ type: 'integer', example: 600 }) plannedDays: number
  @ApiProperty({ type: 'integer', example: 655 }) actualDays: number
}

class ReferenceClassAnswer {
  @ApiProperty({ type: String, nullable: true, example: 'primary-school' }) facilityKind: string | null
  @ApiProperty({ type: 'integer', example: 34, description: 'n: completed works of the class that are compared.' })
  works: number
  @ApiProperty({ type: 'integer', example: 10, description: 'Below it quantiles and works are not shown.' })
  worksMin: number
  @ApiProperty({ type: 'integer', nullable: true, example: 600 }) plannedDays: number | null
  @ApiProperty({ type: [QuantileAnswer], nullable: true }) quantiles: QuantileAnswer[] | null
  @ApiProperty({ type: [ClassMemberAnswer], description: 'The works; none where they are too few.' })
  members: ClassMemberAnswer[]
  @ApiProperty({ type: FigureAnswer, description: 'The ratio at 50 percent.' }) figure: FigureAnswer
}

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/reference-class')
export class ReferenceClassController {
  constructor(
    @Inject(ReferenceClasses) private readonly classes: ReferenceClasses,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '参照类工期 / how long completed works of the same class took, per planned duration' })
  @ApiOkResponse({ type: ReferenceClassAnswer })
  async answer(@Query() query: ReferenceClassQuery, @Caller() caller: Caller): Promise<ReferenceClassAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const { projectId, region, facilityGroup } = query
    const project = projectId === undefined ? undefined : await this.classes.project(projectId, clocks, scope)
    if (projectId !== undefined && !project) throw new DomainError('not-found', 'not-found')
    const facilityKind = query.facilityKind ?? project?.facilityKind
    const filters = { region, facilityGroup, facilityKind, asOf: clocks.asOf, knownOn: clocks.knownOn }
    const { members, positions } = await this.classes.completed(filters, scope)
    const compared = members.filter(isCompared)
    const found = referenceClassOf(compared)
    const plannedDays = query.plannedDays ?? project?.plannedDays ?? null
    const days = plannedDays === null ? null : expectedDays(found, plannedDays)
    const parts = { numerator: found.ratios?.[0] ?? null, unknown: members.length - compared.length }
    return {
      facilityKind: facilityKind ?? null,
      works: found.works,
      worksMin: found.worksMin,
      plannedDays,
      quantiles: found.ratios && found.ratios.map((ratio, place) => quantile(ratio, place, days)),
      members: found.ratios ? compared.map((member) => ({ ...member })) : [],
      figure: figureAnswer(referenceClassDefinition, parts, { clocks, positions }),
    }
  }
}

function quantile(ratio: number, place: number, days: readonly number[] | null): QuantileAnswer {
  return { percent: referenceQuantiles[place]!, ratio, days: days && days[place]! }
}
