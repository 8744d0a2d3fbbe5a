import type { CalendarDate, Fen } from '@zhuji/kernel'
import type { FigureDefinition } from './definition.js'
import { fromParts, inParts, partsOf, percentOf } from './exact.js'

/** 资金超前: a common limit; beyond it money runs ahead of work. */
export const GAP_LIMIT_POINTS = 30

export const paidDefinition = {
  id: 'paidPercent',
  version: 1,
  unit: 'percent',
  target: { from: 'agreed-amount', until: 'day' },
  name: { zh: '支付比例', en: 'Paid %' },
  definition: {
    zh: '已付（支付 − 退回）÷ 约定金额；约定金额取概算批复额，概算未知时取合同额。',
    en: 'Paid (disbursed less refunded) per agreed amount: the approved budget, or the commitments where no budget is known.',
  },
} as const satisfies FigureDefinition

export const gapDefinition = {
  id: 'gapPoints',
  version: 1,
  unit: 'points',
  target: { from: 'agreed-amount', until: 'day' },
  name: { zh: '资金超前', en: 'Funds ahead of work' },
  definition: {
    zh: '支付比例 − 形象进度，百分点；任一未知则未知。超过限值按未取整的数比较，恰为限值不算超过。',
    en: 'Paid % less physical %, in points; unknown if either is. Compared with a limit before rounding; exactly the limit is not over it.',
  },
} as const satisfies FigureDefinition

/**
 * What "agreed" is. The approved budget where the register knows it: like the physical percentage it covers the whole
 * project, while signed contracts grow one by one (a paid-up design contract on an empty site would be "100 % paid").
 * Without a budget the commitments stand in for it; without either the share paid is unknown.
 */
export type GapBasis = 'approved-budget' | 'commitments'

export interface Agreed {
  readonly fen: Fen
  readonly basis: GapBasis
}

export interface AgreedInputs {
  readonly approvedBudgetFen: Fen | null
  readonly committedFen: Fen
}

export function agreedOf({ approvedBudgetFen, committedFen }: AgreedInputs): Agreed | null {
  if (approvedBudgetFen !== null) return { fen: approvedBudgetFen, basis: 'approved-budget' }
  return committedFen > 0 ? { fen: committedFen, basis: 'commitments' } : null
}

export interface GapInputs extends AgreedInputs {
  /** As the sums of the ledger say, over all sources. */
  readonly paidFen: Fen
  /** Null until progress was ever reported: no report is not "no progress". */
  readonly physicalPercent: number | null
}

export interface Gap {
  readonly paidPercent: number | null
  readonly physicalPercent: number | null
  /** Paid / agreed × 100 − physical %, in percentage points; null when an input is unknown. */
  readonly points: number | null
  readonly basis: GapBasis | null
  readonly agreedFen: Fen | null
  readonly paidFen: Fen
}

export function gapOf(inputs: GapInputs): Gap {
  const { paidFen, physicalPercent } = inputs
  const agreed = agreedOf(inputs)
  const paidPercent = agreed && percentOf(paidFen, agreed.fen)
  return {
    paidPercent,
    physicalPercent,
    points: paidPercent === null || physicalPercent === null ? null : points(paidFen, agreed!.fen, physicalPercent),
    basis: agreed && agreed.basis,
    agreedFen: agreed && agreed.fen,
    paidFen,
  }
}

function points(paidFen: Fen, agreedFen: Fen, physicalPercent: number): number {
  const whole = BigInt(agreedFen)
  return fromParts(partsOf(paidFen) - inParts(physicalPercent) * whole, whole)
}

/** Whether money is ahead of work by more than so many points: exactly, before rounding. Null when the gap is unknown. */
export function isAhead({ paidFen, agreedFen, physicalPercent, points }: Gap, limitPoints: number): boolean | null {
  if (points === null) return null
  return partsOf(paidFen) > (inParts(physicalPercent!) + inParts(limitPoints)) * BigInt(agreedFen!)
}

/** What the report that counts says of the works. */
export interface CountedReport {
  readonly reportId: string
  readonly on: CalendarDate
  readonly percent: number
}

/** Reports arrive late: that of the latest day counts, of one day the one told last. */
export function reportAfter<Report extends CountedReport>(counted: Report | null | undefined, report: Report): Report {
  return counted && report.on < counted.on ? counted : report
}

/** Only a correction of the report that counts changes what counts; one whose report never came still says how far the works are. */
export function correctedReport<Report extends CountedReport>(
  counted: Report | null | undefined,
  correction: Report,
): Report {
  if (!counted) return correction
  return counted.reportId === correction.reportId ? { ...correction, on: counted.on } : counted
}
