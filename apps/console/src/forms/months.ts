import { parseAmount } from '../figures/numbers.js'

/** A month and what is planned in it, in 万元 as it is typed. */
export interface MonthRow {
  readonly month: string
  readonly text: string
}

export interface PlannedMonth {
  readonly month: string
  readonly amountFen: number
}

/** Months without an amount are left out; undefined while an amount or a month is not one. */
export function readMonths<Row extends MonthRow>(
  rows: readonly Row[],
): readonly (Omit<Row, 'text'> & PlannedMonth)[] | undefined {
  const read = rows
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, ...row }) => ({ ...row, amountFen: parseAmount(text, 'wan') }))
  const isWrong = read.some(({ month, amountFen }) => amountFen === undefined || !isMonth(month))
  return isWrong ? undefined : (read as unknown as (Omit<Row, 'text'> & PlannedMonth)[])
}

/** The sum of what can be read, in fen. */
export function sumOf(rows: readonly MonthRow[]): number {
  return rows.reduce((fen, { text }) => fen + (parseAmount(text, 'wan') ?? 0), 0)
}

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

export function monthAfter(month: string): string {
  const [year = 0, place = 0] = month.split('-').map(Number)
  return place === 12 ? `${year + 1}-01` : `${year}-${String(place + 1).padStart(2, '0')}`
}

/** 万元 as somebody would type them, down to the fen. */
export function wanText(fen: number): string {
  const digits = String(fen).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, '')
}
