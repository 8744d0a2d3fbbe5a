import type { PlanBeside } from '../api/ledger-types.js'
import { isDay } from '../figures/days.js'
import { type MonthRow, readMonths, wanText } from '../forms/months.js'

export interface DisbursementRow extends MonthRow {
  readonly source: string
}

export interface DisbursementDraft {
  readonly rows: readonly DisbursementRow[]
  readonly reason: string
  readonly occurredOn: string
}

/** The plan in force, row by row, to be changed into the next version. */
export function rowsOf({ months }: Pick<PlanBeside, 'months'>): readonly DisbursementRow[] {
  return months.flatMap(({ month, sources }) =>
    sources.flatMap(({ source, plannedFen }) =>
      source !== null && plannedFen > 0 ? [{ month, source, text: wanText(plannedFen) }] : [],
    ),
  )
}

/** What was paid in the month and from the source of a row, in fen. */
export function paidOf({ months }: Pick<PlanBeside, 'months'>, row: Omit<DisbursementRow, 'text'>): number {
  const sources = months.find(({ month }) => month === row.month)?.sources ?? []
  return sources.find(({ source }) => source === row.source)?.paidFen ?? 0
}

/** The command; undefined while something needed is missing. From the second version on that is a reason. */
export function readDisbursementPlan(
  { rows, reason, occurredOn }: DisbursementDraft,
  needsReason: boolean,
): object | undefined {
  const months = readMonths(rows)?.filter(({ amountFen }) => amountFen > 0)
  if (!months || months.length === 0 || months.some(({ source }) => source === '') || !isDay(occurredOn)) {
    return undefined
  }
  if (needsReason && reason.trim() === '') return undefined
  return { months, ...(needsReason && { reason: reason.trim() }), occurredOn }
}
