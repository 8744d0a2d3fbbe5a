import {
  type DataOf,
  LedgerEntryPosted,
  type LedgerSum,
  paidFen,
  ProgressCorrected,
  ProgressReported,
  sumMovedBy,
} from '@zhuji/contracts'
import {
  type CountedReport,
  correctedReport,
  cumulatedPlan,
  monthsBetween,
  percentOfFen,
  reportAfter,
} from '@zhuji/figures'
import { type CalendarDate, type Fen, monthOf } from '@zhuji/kernel'
import type { Card } from '../card/card.js'
import { cutOf, type Fact } from '../card/fact.js'

/** What had come together by the end of a month, or of the day asked for. */
export interface CurveMonth {
  readonly month: string
  /** Null before the plan begins; what was planned in all behind its end. */
  readonly plannedFen: Fen | null
  /** Null where the budget is not known or nothing was reported yet. */
  readonly earnedFen: Fen | null
  readonly certifiedFen: Fen | null
  readonly committedFen: Fen | null
  readonly inPlaceFen: Fen | null
  readonly paidFen: Fen | null
}

type Money = Record<LedgerSum, Fen>

/**
 * The curves of one project from its facts of the cut. What is planned reaches to the end of the plan; of months that are
 * still to come everything else is null. Earned is the budget as it is known in the cut times what was built by then.
 */
export function curvesOf(card: Card, facts: readonly Fact[], day: CalendarDate): readonly CurveMonth[] {
  const plan = cumulatedPlan(card.detail.baselines.at(-1)?.investment ?? [])
  const money = moneyByMonth(facts)
  const reports = facts.filter(({ type }) => type === ProgressReported.type || type === ProgressCorrected.type)
  const told = [...money.keys(), ...reports.map((fact) => monthOf(cutOf(fact)))]
  if (plan.length === 0 && told.length === 0) return []
  const ends = [...told, ...plan.map(({ month }) => month), monthOf(day)].toSorted()
  const sums: Money = { ...nothing }
  return monthsBetween(ends[0], ends.at(-1)).map((month) => {
    const planned = plan.findLast((one) => one.month <= month)?.amountFen ?? null
    if (month > monthOf(day)) return { month, plannedFen: planned, ...notYet }
    for (const [name, fen] of Object.entries(money.get(month) ?? {})) sums[name as LedgerSum] += fen
    const { certifiedFen, committedFen, inPlaceFen } = sums
    const earnedFen = earnedBy(card.approvedBudgetFen, reports, month)
    return { month, plannedFen: planned, earnedFen, certifiedFen, committedFen, inPlaceFen, paidFen: paidFen(sums) }
  })
}

const nothing: Money = {
  allocatedFen: 0,
  inPlaceFen: 0,
  committedFen: 0,
  certifiedFen: 0,
  disbursedFen: 0,
  refundedFen: 0,
}
const notYet = { earnedFen: null, certifiedFen: null, committedFen: null, inPlaceFen: null, paidFen: null } as const

function moneyByMonth(facts: readonly Fact[]): ReadonlyMap<string, Partial<Money>> {
  const months = new Map<string, Partial<Money>>()
  for (const fact of facts) {
    const moved = fact.type === LedgerEntryPosted.type && sumMovedBy(fact.data as DataOf<typeof LedgerEntryPosted>)
    if (!moved) continue
    const month = monthOf(cutOf(fact))
    const sums = months.get(month) ?? {}
    months.set(month, sums)
    sums[moved.sum] = (sums[moved.sum] ?? 0) + moved.fen
  }
  return months
}

/** By the report that counts at the end of the month, as the card has it at the end of the day. */
function earnedBy(budgetFen: Fen | null, reports: readonly Fact[], month: string): Fen | null {
  let counted: CountedReport | undefined
  for (const fact of reports) {
    if (monthOf(cutOf(fact)) > month) continue
    const { reportId, physicalPercent: percent } = fact.data as DataOf<typeof ProgressReported>
    const told = { reportId, on: fact.occurredOn, percent }
    counted = fact.type === ProgressReported.type ? reportAfter(counted, told) : correctedReport(counted, told)
  }
  return counted === undefined || budgetFen === null ? null : percentOfFen(counted.percent, budgetFen)
}
