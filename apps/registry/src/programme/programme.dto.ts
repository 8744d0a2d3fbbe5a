import { type FacilityKind, facilityKindIds } from '@zhuji/contracts'
import {
  ChoiceField,
  DayField,
  IdField,
  NestedField,
  NumberField,
  TextField,
  UnitBody,
  UnitField,
} from '@zhuji/platform'

export const targetMeasures = ['projects', 'capacity', 'investment', 'funds-in-place', 'rate'] as const
export const targetVerbs = [
  'start',
  'resume',
  'topping-out',
  'works-complete',
  'in-use',
  'open',
  'in-statistics',
] as const

export class PeriodBody {
  @DayField({ example: '2026-01-01' })
  from: string

  @DayField({ example: '2026-12-31' })
  to: string
}

export class TargetScopeBody {
  @ChoiceField(facilityKindIds, { array: { max: 40 }, description: '设施类别；空表示全部 / empty means all' })
  facilityKinds: FacilityKind[]

  @TextField({ max: 64, array: { max: 200 }, description: '行政区划代码；空表示全部 / empty means all' })
  regions: string[]

  @IdField({ array: { max: 500 }, description: '点名项目 / named projects; empty means by kind and region' })
  projectIds: string[]
}

export class TargetLineBody {
  @TextField({ max: 64, example: 'places' })
  lineId: string

  @ChoiceField(targetMeasures)
  measure: (typeof targetMeasures)[number]

  @ChoiceField(targetVerbs, { description: '计入节点 / the milestone that counts' })
  verb: (typeof targetVerbs)[number]

  @TextField({ max: 40, example: 'school-places' })
  unit: string

  @NestedField(() => TargetScopeBody)
  scope: TargetScopeBody

  @NumberField({ min: 0, decimals: 4, example: 12000, description: '任务目标' })
  base: number

  @NumberField({ min: 0, decimals: 4, optional: true, example: 15000, description: '力争目标' })
  stretch?: number

  @DayField({ example: '2026-09-01' })
  cutOffOn: string
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

  @DayField()
  occurredOn: string
}

export class ReviseProgrammeBody extends IssueProgrammeBody {
  @TextField({ max: 4000, example: '年中调整' })
  reason: string
}
