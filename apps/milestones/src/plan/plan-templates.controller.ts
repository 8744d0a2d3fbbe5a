import { Controller, Get } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { facilityGroups, milestoneIds, milestones } from '@zhuji/contracts'
import { Permission } from '@zhuji/platform'
import { planTemplateIds, planTemplates } from './plan-templates.js'

export class TermAnswer {
  @ApiProperty()
  zh: string

  @ApiProperty()
  en: string
}

export class TemplateStepAnswer {
  @ApiProperty({ enum: milestoneIds })
  milestone: string

  @ApiProperty({ type: TermAnswer })
  name: TermAnswer

  @ApiProperty({ description: 'Place between planned start (0) and need date (1); negative before the start' })
  share: number
}

export class PlanTemplateAnswer {
  @ApiProperty({ enum: planTemplateIds })
  id: string

  @ApiProperty({ type: TermAnswer })
  name: TermAnswer

  @ApiProperty({ type: [TemplateStepAnswer] })
  steps: readonly TemplateStepAnswer[]
}

export class PlanTemplatesAnswer {
  @ApiProperty({ type: [PlanTemplateAnswer] })
  items: readonly PlanTemplateAnswer[]
}

@ApiTags('milestones')
@Controller('api/v1/milestones/plan-templates')
export class PlanTemplatesController {
  @Get()
  @Permission('milestones.read')
  @ApiOperation({ summary: '计划模板 / plan templates by group of facility kinds' })
  @ApiOkResponse({ type: PlanTemplatesAnswer })
  list(): PlanTemplatesAnswer {
    const items = planTemplates.map(({ id, steps }) => ({
      id,
      name: { zh: facilityGroups[id].zh, en: facilityGroups[id].en },
      steps: steps.map(({ milestone, share }) => ({ milestone, name: milestones[milestone], share })),
    }))
    return { items }
  }
}
