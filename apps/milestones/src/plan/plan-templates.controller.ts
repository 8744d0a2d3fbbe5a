import { Controller, Get } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { facilityGroups, milestones } from '@zhuji/contracts'
import { Permission } from '@zhuji/platform'
import { PlanTemplatesAnswer } from './plan-templates.answer.dto.js'
import { planTemplates } from './plan-templates.js'

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
