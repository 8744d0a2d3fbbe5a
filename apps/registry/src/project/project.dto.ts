import { type CapacityKind, capacityKindIds, type FacilityKind, facilityKindIds } from '@zhuji/contracts'
import {
  ChoiceField,
  CountField,
  DayField,
  FenField,
  IdField,
  NestedField,
  NumberField,
  TextField,
  UnitBody,
  UnitField,
} from '@zhuji/platform'

export class CapacityBody {
  @ChoiceField(capacityKindIds, { description: '能力类别 / what is offered; each kind has its one unit' })
  kind: CapacityKind

  @NumberField({ min: 0, decimals: 2, example: 1620 })
  amount: number
}

export class PlaceBody {
  @NumberField({ min: -180, max: 180, decimals: 7, example: 117.26 })
  longitude: number

  @NumberField({ min: -90, max: 90, decimals: 7, example: 31.85 })
  latitude: number
}

/** What may be revised after registration: every field is optional here. */
export class ProjectDetailsBody {
  @TextField({ max: 300, optional: true, example: '蜀山区振兴路小学' })
  name?: string

  @ChoiceField(facilityKindIds, { optional: true })
  facilityKind?: FacilityKind

  @ChoiceField(['new', 'extension', 'refurbishment'], { optional: true })
  construction?: 'new' | 'extension' | 'refurbishment'

  @TextField({ max: 64, optional: true, example: '340104', description: '行政区划代码 / code of a defined region' })
  regionCode?: string

  @TextField({ max: 300, optional: true })
  address?: string

  @NestedField(() => PlaceBody, { optional: true })
  place?: PlaceBody

  @TextField({ max: 40, array: { max: 20 }, optional: true, example: ['2411-340104-04-01-881552'] })
  nationalCodes?: string[]

  @TextField({ max: 100, optional: true, example: '王建国' })
  responsiblePerson?: string

  @UnitField({ optional: true })
  supervisingUnit?: UnitBody

  @NestedField(() => CapacityBody, { array: { max: 10 }, optional: true })
  capacity?: CapacityBody[]

  @FenField({ positive: true, optional: true, description: '估算（分）' })
  estimateFen?: number

  @FenField({ positive: true, optional: true, example: 18_600_000_000, description: '概算（分）' })
  approvedBudgetFen?: number

  @DayField({ optional: true, example: '2026-03-01' })
  plannedStartOn?: string

  @DayField({ optional: true, example: '2027-09-01', description: '需求日 / the day the facility is needed' })
  needOn?: string

  @CountField({ min: 1, max: 366, optional: true, example: 30, description: '填报周期（天）' })
  reportEveryDays?: number

  @TextField({ max: 100, optional: true, description: '协议或打包项目 / agreement or package it is paid under' })
  agreement?: string

  @IdField({ optional: true, description: '上级项目 / the project this is a phase or part of' })
  parentProjectId?: string

  @TextField({ max: 50, optional: true, example: '一期' })
  phase?: string
}

/** A project that is new to the register. */
export class NewProjectBody extends ProjectDetailsBody {
  @IdField({ optional: true, description: 'Chosen by the caller, else by us' })
  projectId?: string

  @TextField({ max: 100, example: 'HF-2026-0117' })
  localCode: string

  @TextField({ max: 300, example: '蜀山区振兴路小学' })
  override name: string

  @ChoiceField(facilityKindIds)
  override facilityKind: FacilityKind

  @TextField({ max: 64, example: '340104', description: '行政区划代码 / code of a defined region' })
  override regionCode: string

  @UnitField()
  ownerUnit: UnitBody
}

export class RegisterProjectBody extends NewProjectBody {
  @DayField({ example: '2026-01-15', description: '登记发生日' })
  occurredOn: string
}

export class ReviseProjectBody {
  @NestedField(() => ProjectDetailsBody)
  changes: ProjectDetailsBody

  @TextField({ max: 4000, optional: true })
  reason?: string

  @DayField()
  occurredOn: string
}

export class MoveCustodyBody {
  @UnitField()
  toUnit: UnitBody

  @TextField({ max: 100, optional: true })
  responsiblePerson?: string

  @TextField({ max: 4000, optional: true })
  reason?: string

  @DayField()
  occurredOn: string
}

export class ReasonBody {
  @TextField({ max: 4000 })
  reason: string

  @DayField()
  occurredOn: string
}

export class MergeProjectBody extends ReasonBody {
  @IdField({ description: '并入的项目 / the project it goes into' })
  intoProjectId: string
}

export class UnbundlePackageBody extends ReasonBody {
  @NestedField(() => NewProjectBody, {
    array: { min: 2, max: 100 },
    description: '拆分后的项目，均登记在本项目之下 / what it is taken apart into, each registered below it',
  })
  parts: NewProjectBody[]
}

export class ProjectIdsBody {
  @IdField({ array: { min: 1, max: 1000 } })
  ids: string[]
}
