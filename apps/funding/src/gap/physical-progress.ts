import { type DataOf, ProgressCorrected, ProgressReported, type RecordedEvent } from '@zhuji/contracts'
import { correctedReport, type CountedReport, reportAfter } from '@zhuji/figures'

/** What the report of the latest day says of a project, corrections included. */
export interface PhysicalProgress extends CountedReport {
  readonly projectId: string
}

export const progressEvents = [ProgressReported, ProgressCorrected] as const

/** Returns the projects of which something changed. */
export function progressAfter(
  known: ReadonlyMap<string, PhysicalProgress>,
  events: readonly RecordedEvent[],
): readonly PhysicalProgress[] {
  const changed = new Map<string, PhysicalProgress>()
  for (const event of events) {
    const before = changed.get(event.key) ?? known.get(event.key)
    const after = counted(before, event)
    if (after !== before) changed.set(event.key, after)
  }
  return [...changed.values()]
}

function counted(
  before: PhysicalProgress | undefined,
  { type, data, occurredOn: on }: RecordedEvent,
): PhysicalProgress {
  const {
    projectId,
    reportId,
    physicalPercent: percent,
  } = data as DataOf<typeof ProgressReported | typeof ProgressCorrected>
  const told = { projectId, reportId, on, percent }
  return type === ProgressReported.type ? reportAfter(before, told) : correctedReport(before, told)
}
