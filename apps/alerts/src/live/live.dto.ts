import { facilityKindIds, ruleMeasureIds, severityIds } from '@zhuji/contracts'
import { ChoiceField, IdField, TextField } from '@zhuji/platform'

/** The filters of the list, for a stream. */
export class LiveQuery {
  @ChoiceField(severityIds, { optional: true, query: true, array: { max: severityIds.length } })
  severity?: string[]

  @ChoiceField(ruleMeasureIds, { optional: true, query: true, array: { max: ruleMeasureIds.length } })
  measure?: string[]

  @TextField({ max: 64, optional: true, query: true, array: { max: 100 } })
  region?: string[]

  @ChoiceField(facilityKindIds, { optional: true, query: true, array: { max: facilityKindIds.length } })
  facilityKind?: string[]

  @IdField({ optional: true })
  projectId?: string

  @IdField({ optional: true, description: '按本人的订阅筛选 / with the filters of one’s own subscription' })
  subscriptionId?: string
}
