import { type DataOf, ProgressCorrected, ProgressReported, type RecordedEvent } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'

/** What the report of the latest day says of a project, corrections included. */
export interface PhysicalProgress {
  readonly projectId: string
  readonly reportId: string
  readonly reportedOn: CalendarDate
  readonly physicalPercent: number
}

export const progressEvents = [ProgressReported, ProgressCorrected] as const

/**
 * Facts arrive late: the report of the latest day counts, of one day the one told last, and only a correction of that
 * report changes it. Returns the projects of which something changed.
 */
export function progressAfter(
  known: ReadonlyMap<string, PhysicalProgress>,
  events: readonly RecordedEvent[],
): readonly PhysicalProgress[] {
  const changed = new Map<string, PhysicalProgress>()
  for (const event of events) {
    const before = changed.get(event.key) ?? known.get(event.key)
    const after = event.type === ProgressReported.type ? reported(before, event) : corrected(before, event)
    if (after && after !== before) changed.set(event.key, after)
  }
  return [...changed.values()]
}

function reported(before: PhysicalProgress | undefined, { data, occurredOn }: RecordedEvent): PhysicalProgress {
  const { projectId, reportId, physicalPercent } = data as DataOf<typeof ProgressReported>
  if (before && occurredOn < before.reportedOn) return before
  return { projectId, reportId, reportedOn: occurredOn, physicalPercent }
}

/** A correction whose report never came here still says how far the work is. */
function corrected(before: PhysicalProgress | undefined, { data, occurredOn }: RecordedEvent): PhysicalProgress {
  const { projectId, reportId, physicalPercent } = data as DataOf<typeof ProgressCorrected>
  if (!before) return { projectId, reportId, reportedOn: occurredOn, physicalPercent }
  return before.reportId === reportId ? { ...before, physicalPercent } : before
}
