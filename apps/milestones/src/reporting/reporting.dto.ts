import {
  type FacilityKind,
  facilityKindIds,
  type ReportingStatus,
  reportingStatusIds,
  rhythmKindIds,
} from '@zhuji/contracts'
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { ChoiceField, DayField, PageQuery, TextField } from '@zhuji/platform'

const day = { format: 'date', example: '2026-06-30' } as const
const dayOrNull = { ...day, type: String, nullable: true } as const
const status = { enum: reportingStatusIds, example: 'silent' } as const
const asOf = { optional: true, description: '截至业务日 / as things stood on this day; absent: today' } as const
const knownOn = { optional: true, description: '截至获知日 / as known at the end of this day; absent: now' } as const
const from = {
  optional: true,
  description: '应报日不早于 / periods due from this day on; absent: of the last year',
} as const

export class ReportingQuery {
  @DayField(from)
  from?: string

  @DayField(asOf)
  asOf?: string

  @DayField(knownOn)
  knownOn?: string
}

export class ReportingListQuery extends PageQuery {
  @TextField({ max: 64, optional: true, description: '行政区划代码 / everything below it counts' })
  region?: string

  @ChoiceField(facilityKindIds, { optional: true })
  facilityKind?: FacilityKind

  @ChoiceField(reportingStatusIds, {
    optional: true,
    description: '最近一期的情况 / what became of the last report that was due',
  })
  status?: ReportingStatus

  @DayField(from)
  from?: string

  @DayField(asOf)
  asOf?: string

  @DayField(knownOn)
  knownOn?: string
}

export class AskedRhythmAnswer {
  @ApiProperty({ enum: rhythmKindIds, example: 'weekly' })
  kind: string

  @ApiPropertyOptional({ example: 5, description: '1 is Monday' })
  weekday?: number

  @ApiPropertyOptional()
  byDay?: number

  @ApiPropertyOptional()
  days?: number

  @ApiProperty({ example: false })
  needsPhotos: boolean

  @ApiProperty({
    format: 'uuid',
    type: String,
    nullable: true,
    description: '为空：按登记 / null: asked by the register',
  })
  programmeId: string | null

  @ApiProperty({ type: String, nullable: true, example: '2026年教育补短板任务清单' })
  programmeName: string | null

  @ApiProperty({ type: Number, nullable: true, example: 2 })
  programmeVersion: number | null
}

export class ReportingCountsAnswer {
  @ApiProperty({ example: 12, description: '应报 / periods that were due; none while works are halted' })
  due: number

  @ApiProperty({ example: 8, description: '已填报，有进展' })
  reported: number

  @ApiProperty({ example: 2, description: '已填报，无进展 / the same percent, and no work put in place' })
  unchanged: number

  @ApiProperty({ example: 0, description: '缺照片' })
  withoutPhotos: number

  @ApiProperty({ example: 2, description: '未填报 / no report at all, which is not “no progress”' })
  silent: number
}

export class ScopeCountsAnswer extends ReportingCountsAnswer {
  @ApiProperty({ example: 3, description: '要求填报的项目' })
  projects: number

  @ApiProperty({ example: 1, description: '在建但无人要求填报 / under construction, and nobody asks for reports' })
  notAsked: number
}

export class ReportingPeriodAnswer {
  @ApiProperty({ ...day, example: '2026-06-21' })
  from: string

  @ApiProperty({ ...day, description: '应报日' })
  dueOn: string

  @ApiProperty(status)
  status: string

  @ApiProperty({ format: 'uuid', type: String, nullable: true })
  programmeId: string | null

  @ApiProperty({ type: String, nullable: true, example: '2026年教育补短板任务清单' })
  programmeName: string | null

  @ApiProperty({ type: Number, nullable: true, example: 2, description: '应报时的清单版本' })
  programmeVersion: number | null

  @ApiProperty({ example: false })
  needsPhotos: boolean

  @ApiProperty({ ...dayOrNull, example: null, description: '期内最后一次填报' })
  reportedOn: string | null

  @ApiProperty({ type: Number, nullable: true, example: null })
  physicalPercent: number | null
}

class ReportingHead {
  @ApiProperty({
    type: [AskedRhythmAnswer],
    description: '现行填报周期，每个清单各一 / in force on the day, one of each who asks',
  })
  asked: readonly AskedRhythmAnswer[]

  @ApiProperty({ type: ReportingCountsAnswer })
  counts: ReportingCountsAnswer

  @ApiProperty({ ...status, nullable: true, description: '最近一期的情况 / of the last report that was due' })
  status: string | null

  @ApiProperty({ ...dayOrNull, description: '待填报的应报日 / the report that is waited for' })
  dueOn: string | null

  @ApiProperty({ type: AskedRhythmAnswer, nullable: true, description: '按哪个填报周期 / who waits for it' })
  dueFor: AskedRhythmAnswer | null

  @ApiProperty({
    example: 2,
    description:
      '连续未完成期数 / periods over and not filled since the last one that was; where photos are asked for, only a report with photos fills one',
  })
  missed: number

  @ApiProperty({ ...dayOrNull, example: '2026-06-08' })
  lastReportOn: string | null

  @ApiProperty({ type: Number, nullable: true, example: 42.5 })
  physicalPercent: number | null
}

/** The days that were asked for. */
class Days {
  @ApiProperty({ ...day, example: '2026-01-01' })
  from: string

  @ApiProperty({ ...day, example: '2026-07-04' })
  asOf: string

  @ApiProperty({ ...day, example: '2026-07-04' })
  knownOn: string
}

export class ProjectReportingAnswer extends ReportingHead {
  @ApiProperty({ type: Days })
  days: Days

  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ example: true, description: '在建' })
  isUnderWay: boolean

  @ApiProperty({ type: [ReportingPeriodAnswer], description: '按应报日 / by due day; the last one may be under way' })
  periods: readonly ReportingPeriodAnswer[]
}

export class ListedReportingAnswer extends ReportingHead {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ example: 'HF-2026-0117' })
  localCode: string

  @ApiProperty({ example: '蜀山区振兴路小学' })
  name: string
}

export class ReportingListAnswer {
  @ApiProperty({ type: Days })
  days: Days

  @ApiProperty({ type: ScopeCountsAnswer, description: '范围内全部项目 / of all projects in scope, on whatever page' })
  counts: ScopeCountsAnswer

  @ApiProperty({ type: [ListedReportingAnswer], description: '等得最久的在前 / what waits longest comes first' })
  items: readonly ListedReportingAnswer[]

  @ApiProperty({ type: String, nullable: true, example: null })
  next: string | null
}
