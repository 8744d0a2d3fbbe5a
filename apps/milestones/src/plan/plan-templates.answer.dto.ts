import { ApiProperty } from '@nestjs/swagger'
import { milestoneIds } from '@zhuji/contracts'
import { planTemplateIds } from './plan-templates.js'

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

  @ApiProperty({ description: '工期（工作日）/ what such a step usually takes', example: 30 })
  workingDays: number

  @ApiProperty({ enum: milestoneIds, isArray: true, description: '前置步骤', example: ['contracting'] })
  after: readonly string[]
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
