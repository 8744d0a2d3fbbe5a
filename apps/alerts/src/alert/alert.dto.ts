import { ApiProperty } from '@nestjs/swagger'
import { facilityKindIds, type RuleMeasure, ruleMeasureIds, type Severity, severityIds } from '@zhuji/contracts'
import { ChoiceField, DayField, IdField, PageQuery, TextField } from '@zhuji/platform'
import { type AlertStatus, alertStatuses } from './alert-episode.js'

export class AlertsQuery extends PageQuery {
  @ChoiceField([...alertStatuses, 'all'], {
    optional: true,
    query: true,
    description: '状态 / exactly this state; without it, everything not cleared yet',
  })
  status?: AlertStatus | 'all'

  @ChoiceField(severityIds, { optional: true, query: true })
  severity?: Severity

  @ChoiceField(ruleMeasureIds, { optional: true, query: true })
  measure?: RuleMeasure

  @TextField({ max: 64, optional: true, description: '行政区划 / a division with everything below it' })
  region?: string

  @ChoiceField(facilityKindIds, { optional: true, query: true })
  facilityKind?: string

  @IdField({ optional: true })
  projectId?: string

  @DayField({ optional: true, description: '业务日期 / as the alerts stood at the end of this day; today unless said' })
  asOf?: string

  @DayField({
    optional: true,
    description: '知悉日期 / a light is known on the day it is lit: of both days the earlier one counts',
  })
  knownOn?: string
}

export class AcknowledgeAlertBody {
  @TextField({ max: 4000, optional: true, example: '已约谈施工单位，十日内整改' })
  text?: string

  @DayField({ description: '签收日 / from the day it was raised to today' })
  occurredOn: string
}

export class AlertProjectAnswer {
  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty()
  localCode: string

  @ApiProperty()
  name: string

  @ApiProperty({ enum: facilityKindIds })
  facilityKind: string

  @ApiProperty({ type: [String] })
  regionCodes: readonly string[]

  @ApiProperty()
  ownerUnitId: string
}

export class AlertCauseAnswer {
  @ApiProperty({ example: 'national-baseline' })
  pack: string

  @ApiProperty()
  packVersion: number

  @ApiProperty()
  rule: string

  @ApiProperty({ enum: ruleMeasureIds })
  measure: RuleMeasure

  @ApiProperty({ description: '亮灯对象 / the milestone or the like the rule speaks of' })
  subject: string

  @ApiProperty({ type: String, format: 'date', nullable: true })
  targetOn: string | null

  @ApiProperty({ format: 'date' })
  cutOffOn: string

  @ApiProperty({ type: 'object', additionalProperties: true })
  figures: object

  @ApiProperty({ type: [String], description: '依据 / ids of the events it was computed from' })
  because: readonly string[]
}

export class AlertSignatureAnswer {
  @ApiProperty({ format: 'date' })
  on: string

  @ApiProperty({ format: 'date-time' })
  at: string

  @ApiProperty()
  by: string

  @ApiProperty({ type: String, nullable: true })
  text: string | null
}

export class AlertAnswer {
  @ApiProperty({ format: 'uuid' })
  alertId: string

  @ApiProperty({ format: 'uuid' })
  projectId: string

  @ApiProperty({ enum: alertStatuses })
  status: AlertStatus

  @ApiProperty({ enum: severityIds })
  severity: Severity

  @ApiProperty({ type: AlertCauseAnswer })
  cause: AlertCauseAnswer

  @ApiProperty({ format: 'date' })
  raisedOn: string

  @ApiProperty({ format: 'date-time' })
  raisedAt: string

  @ApiProperty({ type: String, format: 'date', nullable: true })
  severityChangedOn: string | null

  @ApiProperty({ type: AlertSignatureAnswer, nullable: true })
  acknowledged: AlertSignatureAnswer | null

  @ApiProperty({ type: String, format: 'date', nullable: true })
  clearedOn: string | null

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  clearedAt: string | null

  @ApiProperty({ type: AlertProjectAnswer })
  project: AlertProjectAnswer
}

export class AlertDetailAnswer extends AlertAnswer {
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  events: readonly object[]
}
