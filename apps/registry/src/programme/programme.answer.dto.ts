import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger'
import type { Actor } from '@zhuji/contracts'
import { IssueProgrammeBody } from './programme.dto.js'

export class ProgrammeAnswer extends PickType(IssueProgrammeBody, ['name', 'issuer', 'period', 'lines', 'rhythm']) {
  @ApiProperty({ format: 'uuid' })
  programmeId: string

  @ApiProperty({ example: 2, description: '版本，随每次调整加一 / one more with each revision; figures name it' })
  version: number
}

export class ProgrammesAnswer {
  @ApiProperty({ type: [ProgrammeAnswer] })
  items: readonly ProgrammeAnswer[]
}

export class ProgrammeVersionAnswer extends ProgrammeAnswer {
  @ApiPropertyOptional({ example: '年中调整', description: '首个版本没有 / the first version has none' })
  reason?: string

  @ApiProperty({ format: 'date', example: '2026-07-01' })
  occurredOn: string

  @ApiProperty({ format: 'date-time' })
  recordedAt: string

  @ApiProperty({ type: Object, description: '下达人 / who issued it' })
  actor: Actor
}

export class ProgrammeVersionsAnswer {
  @ApiProperty({ type: [ProgrammeVersionAnswer] })
  items: readonly ProgrammeVersionAnswer[]
}
