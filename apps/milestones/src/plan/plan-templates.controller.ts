import { Controller, Get } from '@nestjs/common'
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger'
import { facilityKinds, milestones } from '@zhuji/contracts'
import { Permission } from '@zhuji/platform'
import { PlanTemplatesAnswer } from './plan-templates.answer.dto.js'
import { planTemplateIds, templateOf } from './plan-templates.js'

@ApiTags('milestones')
@Controller('api/v1/milestones/plan-templates')
export class PlanTemplatesController {
  @Get()
  @Permission('milestones.read')
  @ApiOperation({ summary: '计划模板 / plan templates by facility kind' })
  @ApiOkResponse({ type: PlanTemplatesAnswer })
  list(): PlanTemplatesAnswer {
    const items = planTemplateIds.map((id) => ({
      id,
      name: { zh: facilityKinds[id].zh, en: facilityKinds[id].en },
      steps: templateOf(id).steps.map((step) => ({ ...step, name: milestones[step.milestone] })),
    }))
    return { items }
  }
}
