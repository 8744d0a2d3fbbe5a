import { ProgressCorrected, ProgressReported, upcast } from '@zhuji/contracts'
import type { Fact } from '../card/fact.js'
import type { StoryItem } from './story.dto.js'
import { tell } from './tell.js'

export type StoryRow = Omit<StoryItem, 'summary'> & { readonly sequence: number }

export interface Told {
  readonly row: StoryRow
  readonly item: StoryItem
  /** The physical % as told up to here, for the line after. */
  readonly percent: number | null
}

/** Tells the lines of one project's story; each knows the physical % of the one before. */
export function toldRows(rows: readonly StoryRow[], start: number | null): readonly Told[] {
  let percent = start
  return rows.map((row) => {
    const { sequence: _, ...item } = row
    const fact = factOf(row)
    const told = { row, item: { ...item, summary: tell(fact, { physicalPercent: percent }) } }
    percent = reportedPercent(fact) ?? percent
    return { ...told, percent }
  })
}

/** In its newest version; the story shows it as it was recorded. */
export function factOf(row: StoryRow): Fact {
  const { eventId, projectId, source, type, occurredOn, recordedAt, knownOn, data } = row
  return upcast({ id: eventId, key: projectId, source, type, occurredOn, recordedAt, knownOn, data })
}

/** An inspection's own percentage is not the office's claim. */
function reportedPercent({ type, data }: Fact): number | undefined {
  if (type !== ProgressReported.type && type !== ProgressCorrected.type) return undefined
  return (data as { physicalPercent: number }).physicalPercent
}
