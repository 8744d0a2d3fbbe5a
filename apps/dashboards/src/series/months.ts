import type { FlowName, Flows } from '../card/flows.js'

export type Month = { readonly month: string; readonly cumulative: Record<string, number> } & Record<FlowName, number>

/** Months in order with every flow named, and what had come together by the end of each. Months without a flow are left out. */
export function monthsOf(flowsByMonth: ReadonlyMap<string, Flows>, names: readonly FlowName[]): readonly Month[] {
  const running: Record<string, number> = {}
  const months = [...flowsByMonth.keys()].sort()
  return months.map((month) => {
    const flows = flowsByMonth.get(month)!
    const row: Record<string, number> = {}
    for (const name of names) {
      row[name] = flows[name] ?? 0
      running[name] = (running[name] ?? 0) + row[name]
    }
    return { month, ...row, cumulative: { ...running } } as Month
  })
}
