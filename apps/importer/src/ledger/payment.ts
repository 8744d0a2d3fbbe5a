import { cellOf, type LedgerMapping } from '../mapping/mapping.js'
import { dayOf, fenOf } from '../rows/cell-values.js'
import type { Issue } from '../rows/issue.js'
import { placed, type PlacedCell, readCells, readText } from '../rows/row-cells.js'

/** One row of a ledger. */
export interface Payment {
  readonly row: number
  readonly localCode: string
  readonly paidOn: string
  readonly amountFen: number
  readonly counterparty?: string
}

export type PaymentReader = (cells: readonly string[], row: number) => Payment | Issue

export const isPayment = (read: Payment | Issue): read is Payment => 'amountFen' in read

/** For one file: throws a HeaderError when the mapping names columns that it lacks. */
export function paymentReader(mapping: LedgerMapping, header: readonly string[]): PaymentReader {
  const { fields, dates, numbers } = mapping
  const plan: readonly PlacedCell[] = placed(
    [
      { name: 'localCode', spec: cellOf(fields.localCode), read: readText },
      {
        name: 'paidOn',
        spec: cellOf(fields.paidOn),
        read: (text) => {
          const value = dayOf(text, dates)
          return value === undefined ? { fault: `is no day in the forms ${dates.join(', ')}` } : { value }
        },
      },
      {
        name: 'amountFen',
        spec: cellOf(fields.amount),
        read: (text) => {
          const value = fenOf(text, numbers)
          if (value === undefined) return { fault: `is no amount in the forms ${numbers.join(', ')}` }
          return value > 0 ? { value } : { fault: 'is not above 0; a correction is a reversal, not a payment' }
        },
      },
      ...(fields.counterparty ? [{ name: 'counterparty', spec: cellOf(fields.counterparty), read: readText }] : []),
    ],
    header,
  )
  return (cells, row) => {
    const { values, fault } = readCells(plan, cells)
    if (fault) return rejected(row, fault.column, fault)
    const blank = (['localCode', 'paidOn', 'amountFen'] as const).find((name) => values.get(name) === undefined)
    if (blank) return rejected(row, blank, { sentence: 'is blank', value: '' })
    return { row, ...(Object.fromEntries(values) as unknown as Omit<Payment, 'row'>) }
  }
}

function rejected(row: number, field: string, told: { readonly sentence: string; readonly value: string }): Issue {
  return { row, field, consequence: 'row-rejected', reason: told.sentence, value: told.value }
}
