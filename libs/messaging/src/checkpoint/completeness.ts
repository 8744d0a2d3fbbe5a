import type { LogCheckpoint } from '@zhuji/contracts'

/** How many events of one type a reader lacks between two checkpoints of a log. */
export interface Lack {
  readonly service: string
  /** Of the checkpoint that ends the segment. */
  readonly number: number
  readonly type: string
  readonly missing: number
}

/**
 * What a reader has taken in of a segment, by type: its own rows with a place in the log behind the checkpoint before and
 * not behind this one.
 */
export type TakenIn = Readonly<Record<string, number>>

/**
 * What a reader lacks of the segments of a log, in the order of their checkpoints from the first: nothing means that it
 * has every event of these types up to the last of them, whichever way and in whichever order they came, and whatever
 * became a dead letter. Throws where a checkpoint is not there to be asked: then nothing can be said of what is behind it.
 */
export function lacking(
  segments: readonly { readonly checkpoint: LogCheckpoint; readonly takenIn: TakenIn }[],
  types: ReadonlySet<string>,
): readonly Lack[] {
  return segments.flatMap(({ checkpoint: { service, number, inventory }, takenIn }, index) => {
    if (number !== index + 1) throw new RangeError(`checkpoint ${index + 1} of ${service} is not at hand`)
    return Object.entries(inventory.counts).flatMap(([type, count]) => {
      const missing = count - (takenIn[type] ?? 0)
      return types.has(type) && missing > 0 ? [{ service, number, type, missing }] : []
    })
  })
}
