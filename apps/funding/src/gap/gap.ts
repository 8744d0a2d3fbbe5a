import { GAP_LIMIT_POINTS, type Gap, gapOf, type GapInputs, isAhead } from '@zhuji/figures'

/** The gap beside the limit that the ledger watches. */
export interface WatchedGap extends Gap {
  readonly limitPoints: number
  /** Over the limit (exactly at it is not); null when unknown. */
  readonly ahead: boolean | null
}

export function watchedGap(inputs: GapInputs): WatchedGap {
  const gap = gapOf(inputs)
  return { ...gap, limitPoints: GAP_LIMIT_POINTS, ahead: isAhead(gap, GAP_LIMIT_POINTS) }
}
