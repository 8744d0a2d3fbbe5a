import { ApiProperty } from '@nestjs/swagger'
import { attainmentDefinition, type Place, type TierAttainment, type Total } from '@zhuji/figures'
import { CountField, DayField, IdField, PageQuery, TwoClocksQuery } from '@zhuji/platform'
import type { LineRate, UnitTotal } from './line-answers.js'
import type { TargetLine } from './programme-versions.projection.js'

export class ProgrammeQuery extends TwoClocksQuery {
  @CountField({
    min: 1,
    max: 100000,
    optional: true,
    query: true,
    description: 'Compare with this version instead of the one in force.',
  })
  version?: number
}

export class LineMembersQuery extends PageQuery {
  @DayField({ optional: true }) asOf?: string
  @DayField({ optional: true }) knownOn?: string
  @CountField({ min: 1, max: 100000, optional: true, query: true }) version?: number
}

export class RankingQuery extends ProgrammeQuery {
  @DayField({ description: 'The day whose places are compared with.', example: '2026-05-31' })
  since: string

  @CountField({
    min: 1,
    max: 6,
    optional: true,
    query: true,
    description: 'Divisions of which level, the root being 1; absent: those below the region of the line.',
  })
  level?: number
}

export class TotalsQuery extends TwoClocksQuery {
  @IdField({ array: { min: 1, max: 50 }, query: true, description: 'Programmes whose lists are added up.' })
  programmeId: string[]
}

const total = {
  type: Object,
  example: { projects: 17, amount: 9180, unknown: 1 },
  description: '{ projects, amount, unknown }: the amount of those whose amount is known, and how many are not.',
} as const
const tier = {
  type: Object,
  example: { target: 12000, reached: true, attainmentPercent: 100, excess: 3500 },
  description: '{ target, reached, attainmentPercent (at most 100), excess }: null is unknown.',
} as const

export class ClocksAnswer {
  @ApiProperty({ format: 'date' }) asOf: string
  @ApiProperty({ type: String, format: 'date', nullable: true }) knownOn: string | null
  @ApiProperty({ type: Object, description: 'How far each log was read.' }) positions: Record<string, number>
}

export class ProgrammeHead {
  @ApiProperty({ format: 'uuid' }) programmeId: string
  @ApiProperty({ example: '2026年教育补短板任务清单' }) name: string
  @ApiProperty({ type: Object, example: { id: 'city-government', name: '市人民政府' } }) issuer: {
    id: string
    name: string
  }
  @ApiProperty({ type: Object, example: { from: '2026-01-01', to: '2026-12-31' } }) period: { from: string; to: string }
  @ApiProperty({ example: 2 }) version: number
  @ApiProperty({ format: 'uuid', description: 'The event that issued this version.' }) eventId: string
  @ApiProperty({ format: 'date' }) occurredOn: string
  @ApiProperty({ format: 'date-time' }) recordedAt: string
  @ApiProperty({ example: 3 }) lines: number
}

export class ProgrammeHeads {
  @ApiProperty({ type: [ProgrammeHead] }) items: ProgrammeHead[]
  @ApiProperty({ type: ClocksAnswer }) clocks: ClocksAnswer
}

export class LineAnswer {
  @ApiProperty({ type: Object, description: 'The line as it was issued.' }) line: TargetLine
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 15500,
    description: 'What is compared with the target; percent where the line is a rate.',
  })
  value: number | null
  @ApiProperty(tier) base: TierAttainment
  @ApiProperty({ ...tier, nullable: true }) stretch: TierAttainment | null
  @ApiProperty(total) list: Total
  @ApiProperty({ ...total, description: 'Of the list what was due by the day and the cut-off.' }) due: Total
  @ApiProperty({ ...total, description: 'Of what was due what was reached in time.' }) dueReached: Total
  @ApiProperty({ ...total, description: 'Reached by the day and the cut-off: what counts towards the target.' })
  achieved: Total
  @ApiProperty({ ...total, description: 'Reached by the day within the period, also behind the cut-off.' })
  achievedInPeriod: Total
  @ApiProperty({ example: 0, description: 'Named projects that nobody has registered.' }) unregistered: number
  @ApiProperty({
    type: Object,
    isArray: true,
    description:
      '{ denominatorIs, numerator, denominator, value }: over what is due to date, and over the annual list.',
  })
  rates: readonly LineRate[]
}

export class ComparedProgrammeAnswer extends ProgrammeHead {
  @ApiProperty({ type: Object, example: attainmentDefinition }) figure: typeof attainmentDefinition
  @ApiProperty({ type: ClocksAnswer }) clocks: ClocksAnswer
  @ApiProperty({ description: 'True where the caller does not see every project: the figures are those of the rest.' })
  isPartial: boolean
  @ApiProperty({ type: [LineAnswer] }) targets: LineAnswer[]
}

export class LineMember {
  @ApiProperty({ format: 'uuid' }) projectId: string
  @ApiProperty({ type: String, nullable: true, description: 'Null where nobody has registered it.' }) name:
    string | null
  @ApiProperty({ type: String, isArray: true }) regionNames: readonly string[]
  @ApiProperty({ type: Number, nullable: true, description: 'In the unit of the line; null is unknown.' }) amount:
    number | null
  @ApiProperty({ type: String, format: 'date', nullable: true }) reachedOn: string | null
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn: string | null
  @ApiProperty({ description: 'Whether it counts towards the target.' }) counts: boolean
  @ApiProperty({ type: String, isArray: true, format: 'uuid', description: 'The events by which it counts.' })
  eventIds: readonly string[]
}

export class LineMembers {
  @ApiProperty({ type: [LineMember] }) items: LineMember[]
  @ApiProperty({ type: String, nullable: true, description: 'The cursor of the next page.' }) next: string | null
  @ApiProperty({ type: 'integer', description: 'Projects on all pages.' }) total: number
}

export class RankingAnswer {
  @ApiProperty({
    type: Object,
    isArray: true,
    description:
      '{ id, name, value, place, placeBefore, change }: the share of its list that each division has achieved; equal shares have one place.',
  })
  items: (Place & { readonly name: string })[]
  @ApiProperty({ format: 'date' }) since: string
  @ApiProperty({ type: ClocksAnswer }) clocks: ClocksAnswer
}

export class TotalsAnswer {
  @ApiProperty({
    type: Object,
    isArray: true,
    description:
      '{ unit, lines, listed, distinct, achieved }: `listed` adds the lists up, `distinct` has every project once.',
  })
  items: readonly UnitTotal[]
  @ApiProperty({ type: ClocksAnswer }) clocks: ClocksAnswer
  @ApiProperty({ description: 'True where the caller does not see every project.' }) isPartial: boolean
}
