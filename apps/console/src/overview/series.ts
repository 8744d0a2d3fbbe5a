import type { MonthFlows } from '../api/types.js'

export interface CurvePoint {
  readonly month: string
  readonly inPlaceFen: number
  readonly disbursedFen: number
  readonly completedInvestmentFen: number
}

/** Running totals of monthly flows, one point for every month from the first to the last, also for months without any. */
export function cumulative(flows: readonly MonthFlows[]): readonly CurvePoint[] {
  const byMonth = new Map(flows.map((flow) => [flow.month.slice(0, 7), flow]))
  const months = [...byMonth.keys()].sort()
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return []
  const points: CurvePoint[] = []
  let before: CurvePoint = { month: '', inPlaceFen: 0, disbursedFen: 0, completedInvestmentFen: 0 }
  for (let month = first; month <= last; month = nextMonth(month)) {
    const flow = byMonth.get(month)
    before = {
      month,
      inPlaceFen: before.inPlaceFen + (flow?.inPlaceFen ?? 0),
      disbursedFen: before.disbursedFen + (flow?.disbursedFen ?? 0),
      completedInvestmentFen: before.completedInvestmentFen + (flow?.completedInvestmentFen ?? 0),
    }
    points.push(before)
  }
  return points
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** How many projects reached each stage or went beyond it, in the order of the stages. */
export function reachedAtLeast(
  stages: readonly string[],
  counts: readonly { readonly stage: string; readonly projects: number }[],
): readonly { readonly stage: string; readonly here: number; readonly reached: number }[] {
  const here = new Map(counts.map(({ stage, projects }) => [stage, projects]))
  let further = counts.reduce((sum, { projects }) => sum + projects, 0)
  return stages.map((stage) => {
    const reached = further
    further -= here.get(stage) ?? 0
    return { stage, here: here.get(stage) ?? 0, reached }
  })
}
