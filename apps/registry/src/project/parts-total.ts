import type { Registration } from './project.js'

type Capacity = Registration['capacity'][number]

export interface Part {
  readonly status: string
  readonly approvedBudgetFen?: number
  readonly capacity: readonly Capacity[]
}

/** What the parts of a project come to together; what is unknown of one is counted, not taken for 0. */
export function totalOf(parts: readonly Part[]) {
  const counted = parts.filter(({ status }) => status !== 'cancelled')
  const budgets = counted.flatMap(({ approvedBudgetFen }) => approvedBudgetFen ?? [])
  const amounts = new Map<Capacity['kind'], number>()
  for (const { kind, amount } of counted.flatMap(({ capacity }) => capacity)) {
    amounts.set(kind, (amounts.get(kind) ?? 0) + amount)
  }
  return {
    projects: counted.length,
    approvedBudgetFen: budgets.length > 0 ? budgets.reduce((sum, fen) => sum + fen, 0) : null,
    budgetsUnknown: counted.length - budgets.length,
    capacity: [...amounts].map(([kind, amount]) => ({ kind, amount })),
  }
}
