import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { idleBucketIds, paidBeyondDefinition } from '@zhuji/figures'
import { Caller, Permission, scopeFilter } from '@zhuji/platform'
import { WhenBuilt } from '../edition/when-built.guard.js'
import { clocksOf } from '../scope/clocks.js'
import { Today } from '../today.adapter.js'
import { figureAnswer } from './figure-answer.dto.js'
import { idleFigures } from './idle-figures.js'
import {
  IdleFundsAnswer,
  IdleFundsQuery,
  type IdleGroup,
  IdleProjectsAnswer,
  IdleProjectsQuery,
} from './idle-funds.dto.js'
import { IdleFundsReader, type IdleRow } from './idle-funds.repository.js'

@ApiTags('dashboards')
@Permission('dashboards.read')
@UseGuards(WhenBuilt)
@Controller('api/v1/dashboards/idle-funds')
export class IdleFundsController {
  constructor(
    @Inject(IdleFundsReader) private readonly reader: IdleFundsReader,
    @Inject(Today) private readonly today: Today,
  ) {}

  @Get()
  @ApiOperation({ summary: '沉淀资金账龄 / funds in place that were not paid, by age and by source or division' })
  @ApiOkResponse({ type: IdleFundsAnswer })
  async byAge(@Query() query: IdleFundsQuery, @Caller() caller: Caller): Promise<IdleFundsAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const { rows, beyondFen, positions } = await this.reader.byAge({ ...query, ...clocks }, scope, clocks.day)
    const all = rows.filter(({ id }) => id === null)
    const ids = [...new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])))]
    const groups = ids.map((id) =>
      groupOf(
        id,
        rows.filter((row) => row.id === id),
      ),
    )
    const cut = { clocks, positions }
    return {
      figures: idleFigures.map((figure) => {
        const numerator = all.find(({ age }) => age === (figure.age ?? null))?.fen ?? 0
        return figureAnswer(figure, { numerator, unknown: 0 }, cut)
      }),
      paidBeyond: figureAnswer(paidBeyondDefinition, { numerator: beyondFen, unknown: 0 }, cut),
      byAge: agesOf(all),
      groups: groups.toSorted((one, other) => other.fen - one.fen),
    }
  }

  @Get('projects')
  @ApiOperation({ summary: '沉淀资金的项目 / the projects behind an age, a source or a division' })
  @ApiOkResponse({ type: IdleProjectsAnswer })
  async projects(@Query() query: IdleProjectsQuery, @Caller() caller: Caller): Promise<IdleProjectsAnswer> {
    const clocks = clocksOf(query, this.today.on())
    const scope = scopeFilter(caller.principal, 'dashboards.read')
    const { items, next } = await this.reader.projects({ ...query, ...clocks }, scope, clocks.day)
    return { items: [...items], next }
  }
}

function groupOf(id: string, rows: readonly IdleRow[]): IdleGroup {
  const { name, fen, projects } = rows.find(({ age }) => age === null)!
  return { id, name, fen, projects, byAge: agesOf(rows) }
}

function agesOf(rows: readonly IdleRow[]): IdleGroup['byAge'] {
  return idleBucketIds.map((age) => {
    const { fen = 0, projects = 0 } = rows.find((row) => row.age === age) ?? {}
    return { age, fen, projects }
  })
}
