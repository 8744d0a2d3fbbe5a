import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { CommandAnswer, TextField, UnitBody } from '@zhuji/platform'
import { RegionAnswer } from '../region/regions.query.dto.js'
import { CapacityBody, ProjectDetailsBody } from './project.dto.js'
import type { ProjectWarning } from './project-warnings.js'

export class LocalCodeQuery {
  @TextField({ max: 100, query: true, example: 'HF-2026-0117' })
  localCode: string
}

export class ProjectWarningAnswer implements ProjectWarning {
  @ApiProperty({ enum: ['wrong-check-digit'] })
  rule: ProjectWarning['rule']

  @ApiProperty({ example: 'nationalCodes' })
  field: string

  @ApiProperty({ type: Object, example: { code: '2411-340104-04-01-881553' } })
  figures: ProjectWarning['figures']

  @ApiProperty({ description: '按请求语言 / in the caller’s language' })
  message: string
}

const warnings = {
  type: ProjectWarningAnswer,
  isArray: true,
  description: '提醒，不影响登记 / recorded all the same',
} as const

export class RegistrationAnswer extends CommandAnswer {
  @ApiProperty(warnings)
  warnings: readonly ProjectWarning[]
}

export class UnbundlingAnswer extends CommandAnswer {
  @ApiProperty({ format: 'uuid', isArray: true, type: String, description: '拆分后的项目 / the parts, in their order' })
  partIds: readonly string[]
}

export class ProjectEntryAnswer extends ProjectDetailsBody {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty()
  version: number

  @ApiProperty({ enum: ['registered', 'cancelled'] })
  status: string

  @ApiPropertyOptional({ format: 'uuid', description: '已并入的项目 / the project it went into' })
  mergedInto?: string

  @ApiPropertyOptional({
    format: 'uuid',
    isArray: true,
    type: String,
    description: '已拆分为 / what the package was taken apart into',
  })
  unbundledInto?: readonly string[]

  @ApiProperty()
  localCode: string

  @ApiProperty({ type: UnitBody })
  ownerUnit: UnitBody

  @ApiPropertyOptional({ type: [RegionAnswer], description: '从根到本级 / from the root down' })
  regionPath: RegionAnswer[]

  @ApiProperty(warnings)
  warnings: readonly ProjectWarning[]
}

export class ProjectEntriesAnswer {
  @ApiProperty({ type: [ProjectEntryAnswer] })
  items: ProjectEntryAnswer[]
}

export class PartsTotalAnswer {
  @ApiProperty({ example: 2 })
  projects: number

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '已知概算之和（分）/ of those that are known; null when none is',
  })
  approvedBudgetFen: number | null

  @ApiProperty({ example: 0, description: '概算未知的项目数 / projects whose approved budget is unknown' })
  budgetsUnknown: number

  @ApiProperty({ type: [CapacityBody], description: '按类别合计 / by kind' })
  capacity: readonly CapacityBody[]
}

export class PartsAnswer extends ProjectEntriesAnswer {
  @ApiProperty({ type: PartsTotalAnswer, description: '未撤销的各部分合计 / of the parts that are not cancelled' })
  total: PartsTotalAnswer
}
