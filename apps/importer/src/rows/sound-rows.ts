import type { Record } from './csv-records.js'
import type { Issue } from './issue.js'

export interface SoundRow {
  readonly row: number
  readonly cells: readonly string[]
}

const SHOWN_CHARACTERS = 200

/** Lets the header and every row with the header's number of cells pass; tells what is wrong with the others. */
export function soundRows(told: (issues: readonly Issue[]) => void): { next(record: Record): SoundRow | undefined } {
  let columns: number | undefined
  return {
    next: (record) => {
      if ('broken' in record) {
        told([rejected(record.row, record.broken, record.text)])
        return undefined
      }
      if (columns === undefined) {
        columns = record.cells.length
        return { row: record.row, cells: record.cells.map((name) => name.trim()) }
      }
      if (record.cells.length === columns) return record
      const reason = `has ${record.cells.length} cells where the header has ${columns}`
      told([rejected(record.row, reason, record.cells.join(' | '))])
      return undefined
    },
  }
}

function rejected(row: number, reason: string, text: string): Issue {
  const value = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} …` : text
  return { row, field: '(row)', consequence: 'row-rejected', reason, value }
}
