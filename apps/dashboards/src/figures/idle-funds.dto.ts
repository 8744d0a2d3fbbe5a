import { ApiProperty } from '@nestjs/swagger'
import { fundSourceIds } from '@zhuji/contracts'
import { idleBucketIds } from '@zhuji/figures'
import { ChoiceField, DayField, PageQuery, TextField } from '@zhuji/platform'
import { facilityGroups, facilityKindIds } from '@zhuji/contracts'
import { UNSTATED_SOURCE } from '../card/fold-funding.js'
import { GroupQuery } from '../projects/filters.dto.js'
import { FigureAnswer } from './figure-answer.dto.js'

export class IdleFundsQuery extends GroupQuery {
  @ChoiceField(['source', 'region'], { optional: true, description: 'By source of funds unless said.' })
  by: 'source' | 'region' = 'source'

  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField({
    optional: true,
    description: 'The business day to show, and to age on; that of the knowledge unless said.',
  })
  asOf?: string
}

export class IdleProjectsQuery extends PageQuery {
  @TextField({ max: 64, optional: true, description: 'A division and everything below it.' })
  region?: string

  @ChoiceField(Object.keys(facilityGroups), { optional: true })
  facilityGroup?: string

  @ChoiceField(facilityKindIds, { optional: true })
  facilityKind?: string

  @ChoiceField([...fundSourceIds, UNSTATED_SOURCE], { optional: true })
  source?: string

  @ChoiceField(idleBucketIds, { optional: true, description: 'Days since the money was in place.' })
  age?: string

  @DayField({ optional: true, description: 'As known at the end of this day.' })
  knownOn?: string

  @DayField({ optional: true, description: 'The business day to show, and to age on.' })
  asOf?: string
}

class IdleAge {
  @ApiProperty({ enum: idleBucketIds, example: '91-180' }) age: string
  @ApiProperty({ type: 'integer', format: 'int64', example: 12_000_000_00 }) fen: number
  @ApiProperty({ type: 'integer', example: 7 }) projects: number
}

export class IdleGroup {
  @ApiProperty({ example: 'special-bond', description: 'A source of funds, or the code of a division.' }) id: string
  @ApiProperty({ type: String, nullable: true, description: 'Of a division.' }) name: string | null
  @ApiProperty({ type: 'integer', format: 'int64', example: 31_500_000_00 }) fen: number
  @ApiProperty({ type: 'integer', description: 'Projects with idle funds.', example: 18 }) projects: number
  @ApiProperty({ type: [IdleAge], description: 'All ages, the youngest first.' }) byAge: IdleAge[]
}

export class IdleFundsAnswer {
  @ApiProperty({ type: [FigureAnswer], description: 'All of it, and each age.' }) figures: FigureAnswer[]
  @ApiProperty({ type: FigureAnswer, description: 'Lowers none of them: in place less paid is idle less this.' })
  paidBeyond: FigureAnswer
  @ApiProperty({ type: [IdleAge] }) byAge: IdleAge[]
  @ApiProperty({ type: [IdleGroup], description: 'Those with most first.' }) groups: IdleGroup[]
}

class IdleProjectAnswer {
  @ApiProperty({ format: 'uuid' }) projectId: string
  @ApiProperty({ example: '振兴路小学' }) name: string
  @ApiProperty({ type: 'integer', format: 'int64', example: 2_400_000_00 }) fen: number
  @ApiProperty({ format: 'date', description: 'Since when the oldest of it is in place.' }) oldestOn: string
}

export class IdleProjectsAnswer {
  @ApiProperty({ type: [IdleProjectAnswer], description: 'Those with most first.' }) items: IdleProjectAnswer[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
}
