import {
  type FacilityKind,
  facilityKindIds,
  type RhythmKind,
  rhythmKindIds,
  type TargetMeasure,
  targetMeasureIds,
  targetUnitIds,
  type TargetVerb,
  targetVerbIds,
} from '@zhuji/contracts'
import {
  BooleanField,
  ChoiceField,
  CountField,
  DayField,
  IdField,
  NestedField,
  NumberField,
  TextField,
  UnitBody,
  UnitField,
} from '@zhuji/platform'

export class PeriodBody {
  @DayField({ example: '2026-01-01' })
  from: string

  @DayField({ example: '2026-12-31' })
  to: string
}

export class NamedProjectBody {
  @IdField()
  projectId: string

  @NumberField({
    min: 0,
    decimals: 4,
    optional: true,
    nullable: true,
    example: 1620,
    description:
      '清单所列数量（按本行单位）；null 为未公开；不填按登记数 / what the list counts; null is masked, absent is as registered',
  })
  amount?: number | null
}

export class TargetScopeBody {
  @ChoiceField(facilityKindIds, { array: { max: 40 }, description: '设施类别；空表示全部 / empty means all' })
  facilityKinds: FacilityKind[]

  @TextField({ max: 64, array: { max: 200 }, description: '行政区划代码；空表示全部 / empty means all' })
  regions: string[]

  @NestedField(() => NamedProjectBody, {
    array: { max: 2000 },
    description: '点名项目；空表示按类别和区划 / named projects; empty means by kind and region',
  })
  projects: NamedProjectBody[]
}

export class TargetLineBody {
  @TextField({ max: 64, example: 'places' })
  lineId: string

  @ChoiceField(targetMeasureIds)
  measure: TargetMeasure

  @ChoiceField(targetVerbIds, {
    description:
      '计入节点；投资与资金按发生额计入 / the milestone that counts; investment and funds count as they come',
  })
  verb: TargetVerb

  @ChoiceField(targetUnitIds, { description: '与计量对应 / the one of the measure' })
  unit: string

  @NestedField(() => TargetScopeBody)
  scope: TargetScopeBody

  @NumberField({
    min: 0,
    max: 1e15,
    decimals: 4,
    nullable: true,
    example: 12000,
    description: '任务目标；null 为未公开 / masked',
  })
  base: number | null

  @NumberField({ min: 0, max: 1e15, decimals: 4, optional: true, example: 15000, description: '力争目标' })
  stretch?: number

  @DayField({ example: '2026-09-01' })
  cutOffOn: string
}

export class RhythmBody {
  @ChoiceField(rhythmKindIds, { example: 'weekly' })
  kind: RhythmKind

  @CountField({
    min: 1,
    max: 7,
    optional: true,
    example: 5,
    description: '周几填报，1 为周一 / of a weekly one; 1 is Monday',
  })
  weekday?: number

  @CountField({
    min: 1,
    max: 31,
    optional: true,
    description: '每月几日前；短月为月末 / of a monthly one; the last day of a shorter month',
  })
  byDay?: number

  @CountField({ min: 1, max: 366, optional: true, description: '每隔几日，自上次填报起算 / since the report before' })
  days?: number

  @BooleanField({ description: '须附照片 / a report counts only with photographs' })
  needsPhotos: boolean
}

export class IssueProgrammeBody {
  @IdField({ optional: true })
  programmeId?: string

  @TextField({ max: 300, example: '2026年教育补短板任务清单' })
  name: string

  @UnitField()
  issuer: UnitBody

  @NestedField(() => PeriodBody)
  period: PeriodBody

  @NestedField(() => TargetLineBody, { array: { min: 1, max: 200 } })
  lines: TargetLineBody[]

  @NestedField(() => RhythmBody, {
    optional: true,
    description:
      '填报周期；不填则本清单不要求填报 / how often its projects report; absent: it asks for no reports of its own',
  })
  rhythm?: RhythmBody

  @DayField()
  occurredOn: string
}

export class ReviseProgrammeBody extends IssueProgrammeBody {
  @TextField({ max: 4000, example: '年中调整' })
  reason: string
}
