import type { DataOf, ProgressCorrected, ProgressReported } from '@zhuji/contracts'
import type { CalendarDate } from '@zhuji/kernel'

export interface PhysicalProgress {
  readonly projectId: string
  readonly physicalPercent: number
  readonly occurredOn: CalendarDate
}

type Told = Pick<DataOf<typeof ProgressReported> & DataOf<typeof ProgressCorrected>, 'projectId' | 'physicalPercent'>

/** One row a project: the latest day told; of one day what was told last. History told late does not undo the present. */
export function latestProgress(
  told: readonly { readonly occurredOn: CalendarDate; readonly data: unknown }[],
): readonly PhysicalProgress[] {
  const latest = new Map<string, PhysicalProgress>()
  for (const { occurredOn, data } of told) {
    const { projectId, physicalPercent } = data as Told
    const known = latest.get(projectId)
    if (!known || occurredOn >= known.occurredOn) latest.set(projectId, { projectId, physicalPercent, occurredOn })
  }
  return [...latest.values()]
}
