import { Decimal } from 'decimal.js'
import type { Fen } from '@zhuji/kernel'

/** 资金超前: a common limit; beyond it money runs ahead of work. */
export const GAP_LIMIT_POINTS = 30

/**
 * What "agreed" is. The approved budget where the register knows it: like the physical percentage it covers the whole
 * project, while signed contracts grow one by one (a paid-up design contract on an empty site would be "100 % paid").
 * Without a budget the commitments stand in for it; without either the share paid is unknown.
 */
export type GapBasis = 'approved-budget' | 'commitments'

export interface GapInputs {
  /** Disbursed less refunded, over all sources. */
  readonly paidFen: Fen
  readonly committedFen: Fen
  readonly approvedBudgetFen: Fen | null
  /** Null until progress was ever reported: no report is not "no progress". */
  readonly physicalPercent: number | null
}

export interface Gap {
  readonly paidPercent: number | null
  readonly physicalPercent: number | null
  /** Paid / agreed × 100 − physical %, in percentage points; null when an input is unknown. */
  readonly points: number | null
  readonly limitPoints: number
  /** Over the limit (exactly at it is not); null when unknown. */
  readonly ahead: boolean | null
  readonly basis: GapBasis | null
  readonly agreedFen: Fen | null
  readonly paidFen: Fen
}

export function gapOf({ paidFen, committedFen, approvedBudgetFen, physicalPercent }: GapInputs): Gap {
  const basis = approvedBudgetFen !== null ? 'approved-budget' : committedFen > 0 ? 'commitments' : null
  const agreedFen = basis === 'approved-budget' ? approvedBudgetFen : basis === 'commitments' ? committedFen : null
  const paid = agreedFen === null ? null : new Decimal(paidFen).times(100).div(agreedFen)
  const points = paid === null || physicalPercent === null ? null : paid.minus(physicalPercent)
  return {
    paidPercent: rounded(paid),
    physicalPercent,
    points: rounded(points),
    limitPoints: GAP_LIMIT_POINTS,
    ahead: points && points.greaterThan(GAP_LIMIT_POINTS),
    basis,
    agreedFen,
    paidFen,
  }
}

/** Shown with two decimals; the comparison with the limit is made before rounding. */
function rounded(value: Decimal | null): number | null {
  return value && value.toDecimalPlaces(2).toNumber()
}
