import { type DataOf, type NewEvent, WorkInspected } from '@zhuji/contracts'
import type { Construction } from '../construction/construction.js'
import { type Occasion, record } from '../construction/occasion.js'

export type InspectionRequest = Omit<DataOf<typeof WorkInspected>, 'projectId' | 'inspectionId'>

/** What somebody independent saw. It stands beside the report it may contradict and changes nothing about it. */
export function inspectWork(
  construction: Construction,
  { inspector, finding, physicalPercent, text, evidence }: InspectionRequest,
  occasion: Occasion,
): readonly NewEvent[] {
  const { projectId, occurredOn } = occasion
  const inspection = { projectId, inspectionId: occasion.newId(), inspector, finding, physicalPercent, text, evidence }
  return record(construction, WorkInspected(inspection, occurredOn), occasion)
}
