import { Controller, Get } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { type FigureTarget, targetSources, targetUntils } from '@zhuji/figures'
import { Permission } from '@zhuji/platform'
import { figureRegistry } from './registry.js'

class TargetAnswer implements FigureTarget {
  @ApiProperty({ enum: Object.keys(targetSources), example: 'planned-start' }) from: FigureTarget['from']
  @ApiProperty({
    enum: Object.keys(targetUntils),
    example: 'day',
    description: 'Up to the day, the end of its year, or all.',
  })
  until: FigureTarget['until']
}

class DefinitionAnswer {
  @ApiProperty({ example: 'earned-schedule' }) id: string
  @ApiProperty({ example: 1 }) version: number
  @ApiProperty({ example: 'months' }) unit: string
  @ApiProperty({ type: Object, description: '{ zh, en }' }) name: { zh: string; en: string }
  @ApiProperty({ type: Object, description: '{ zh, en }' }) definition: { zh: string; en: string }
  @ApiProperty({ type: String, nullable: true, example: 'due-to-date' }) denominatorIs: string | null
  @ApiProperty({ type: TargetAnswer, nullable: true, description: 'What it is measured against.' })
  target: FigureTarget | null
  @ApiProperty({ type: String, nullable: true, description: 'Who published the formula.' }) source: string | null
  @ApiProperty({ enum: ['group', 'project', 'class', 'line'], description: 'What it is a figure of.' }) of: string
}

class DefinitionsAnswer {
  @ApiProperty({ type: [DefinitionAnswer] }) items: DefinitionAnswer[]
}

@ApiTags('dashboards')
@Permission('dashboards.read')
@Controller('api/v1/dashboards/figures')
export class DefinitionsController {
  @Get()
  @ApiOperation({ summary: '指标口径 / the definition of every figure, with its version and source' })
  @ApiOkResponse({ type: DefinitionsAnswer })
  definitions(): DefinitionsAnswer {
    return { items: figureRegistry.map((figure) => ({ ...figure })) }
  }
}
