import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { TextField, UnitBody } from '@zhuji/platform'
import { RegionAnswer } from '../region/regions.query.dto.js'
import { ProjectDetailsBody } from './project.dto.js'

export class LocalCodeQuery {
  @TextField({ max: 100, query: true, example: 'HF-2026-0117' })
  localCode: string
}

export class ProjectEntryAnswer extends ProjectDetailsBody {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty()
  version: number

  @ApiProperty({ enum: ['registered', 'cancelled'] })
  status: string

  @ApiProperty()
  localCode: string

  @ApiProperty({ type: UnitBody })
  ownerUnit: UnitBody

  @ApiPropertyOptional({ type: [RegionAnswer], description: '从根到本级 / from the root down' })
  regionPath: RegionAnswer[]
}

export class ProjectEntriesAnswer {
  @ApiProperty({ type: [ProjectEntryAnswer] })
  items: ProjectEntryAnswer[]
}
