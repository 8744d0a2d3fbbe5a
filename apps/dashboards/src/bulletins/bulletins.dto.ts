import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { type BulletinDefinition, bulletinGroupings, type FiguresCut } from '@zhuji/contracts'
import { ChoiceField, DayField, IdField, NestedField, TextField } from '@zhuji/platform'
import { exampleCut, MONTH } from '../closing/closings.dto.js'
import { GroupQuery } from '../projects/filters.dto.js'

export class BulletinTitleBody {
  @TextField({ max: 200, example: '教育补短板项目建设进展通报' }) zh: string
  @TextField({ max: 200, example: 'Progress of school projects' }) en: string
}

export class BulletinPartBody {
  @TextField({
    max: 64,
    example: 'disbursement-rate',
    description: '指标 / a figure of summaries, as explain names it',
  })
  figure: string

  @ChoiceField(bulletinGroupings, { example: 'region', description: '分组 / how it is divided' })
  by: (typeof bulletinGroupings)[number]
}

export class BulletinLineBody {
  @IdField({ example: '0198b9a0-0000-7000-8000-000000000002' }) programmeId: string
  @TextField({ max: 64, example: 'places' }) lineId: string
}

export class DefineBulletinBody {
  @IdField({ optional: true }) bulletinId?: string

  @NestedField(() => BulletinTitleBody) title: BulletinTitleBody

  @NestedField(() => GroupQuery, { description: '通报范围；空表示全部 / of which projects; empty means all' })
  filters: GroupQuery

  @NestedField(() => BulletinPartBody, { array: { max: 60 }, example: [{ figure: 'start-rate', by: 'total' }] })
  parts: BulletinPartBody[]

  @NestedField(() => BulletinLineBody, {
    array: { max: 60 },
    description: '任务清单目标行 / target lines of programmes',
  })
  lines: BulletinLineBody[]
}

export class IssueBulletinBody {
  @TextField({ max: 7, pattern: MONTH, example: '2026-06', description: '已关账月份 / a closed month' }) month: string

  @TextField({
    max: 4000,
    optional: true,
    description: '更正原因；已发布月份必填 / why the month is told again; required where it was issued before',
  })
  reason?: string

  @DayField({ optional: true, description: '更正以哪一天所知为准 / of a restatement: the day whose knowledge counts' })
  knownOn?: string
}

const definition = {
  bulletinId: '0198b9a0-0000-7000-8000-000000000005',
  version: 1,
  title: { zh: '教育补短板项目建设进展通报', en: 'Progress of school projects' },
  filters: { region: '3401' },
  parts: [{ figure: 'disbursement-rate', by: 'region' }],
  lines: [],
}
const SHA256 = '2f77668a9dfbf8d5848b9eeb4a7145ca94c6ed9236e4a773f6dcafa5132b2f91'

export class IssueEntryAnswer {
  @ApiProperty({ example: 1 }) number: number
  @ApiProperty({ example: 1, description: '通报口径版本 / of the definition' }) version: number
  @ApiProperty({ example: '2026-06' }) month: string
  @ApiProperty({ type: Object, example: exampleCut }) cut: FiguresCut
  @ApiProperty({ example: SHA256 }) sha256: string
  @ApiPropertyOptional({ format: 'date', example: '2026-07-06' }) issuedOn?: string
  @ApiPropertyOptional({ example: 1, description: '所更正的期号 / the issue it restates' }) previousNumber?: number
  @ApiPropertyOptional({ example: '6月一笔付款迟报' }) reason?: string
}

export class BulletinAnswer {
  @ApiProperty({ type: Object, example: definition }) definition: BulletinDefinition | null
  @ApiProperty({ type: [IssueEntryAnswer] }) issues: readonly IssueEntryAnswer[]
}

export class BulletinsAnswer {
  @ApiProperty({ type: [BulletinAnswer] }) items: readonly BulletinAnswer[]
}

export class IssueAnswer extends IssueEntryAnswer {
  @ApiProperty({ format: 'uuid' }) bulletinId: string
  @ApiProperty({ format: 'date-time', example: '2026-07-06T01:20:00.000Z' }) issuedAt: string
  @ApiProperty({ example: '周敏' }) issuedBy: string
  @ApiProperty({
    example: '{"bulletin":{"id":"0198b9a0-0000-7000-8000-000000000005","title":{"en":"…","zh":"…"}},"parts":[]}',
    description:
      '发布原文：规范 JSON，其 UTF-8 字节的 SHA-256 即 sha256 / what was published: canonical JSON; sha256 is of its bytes in UTF-8',
  })
  document: string
}

export class JsonDifferenceAnswer {
  @ApiProperty({ example: 'parts[0].rows[2].numerator' }) path: string
  @ApiProperty({ type: Object, nullable: true, example: 270_000_000 }) issued: unknown
  @ApiProperty({ type: Object, nullable: true, example: 300_000_000 }) now: unknown
}

export class RerunAnswer {
  @ApiProperty({ format: 'uuid' }) bulletinId: string
  @ApiProperty({ example: 1 }) number: number
  @ApiProperty({ example: '2026-06' }) month: string
  @ApiProperty({ example: true, description: '逐字节一致 / byte for byte the same' }) equal: boolean
  @ApiProperty({ example: SHA256 }) sha256: string
  @ApiProperty({ example: SHA256 }) issuedSha256: string
  @ApiProperty({
    type: [JsonDifferenceAnswer],
    example: [],
    description: '不一致之处 / where they differ, the first 50',
  })
  differences: readonly JsonDifferenceAnswer[]
}
