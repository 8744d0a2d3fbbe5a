import { type CsvError, parse } from 'csv-parse/sync'

/** One record, or the lines that are none. `row` counts lines from 1, as an editor shows them. */
export type Record =
  | { readonly row: number; readonly cells: readonly string[] }
  | { readonly row: number; readonly broken: string; readonly text: string }

export interface Block {
  readonly firstLine: number
  readonly delimiter: string
  /** No more lines follow: an open quote is a fault and not a reason to wait. */
  readonly isLast: boolean
}

/** A quoted cell with line breaks spans some lines; beyond this the quote was never meant to stay open. */
const RECORD_LINES_MAX = 50

/**
 * The records in some lines, and the lines of a record that goes on behind them. One quote too many must not swallow the
 * rows that follow: a line that opens a quote nobody closes is broken alone, and the next line starts afresh.
 */
export function recordsIn(
  lines: readonly string[],
  { firstLine, delimiter, isLast }: Block,
): { readonly records: readonly Record[]; readonly left: readonly string[] } {
  const fast = parsedTogether(lines, delimiter)
  if (fast) return { records: fast.map((cells, place) => ({ row: firstLine + place, cells })), left: [] }
  const records: Record[] = []
  let place = 0
  while (place < lines.length) {
    const span = spanOf(lines, place)
    if (span === undefined && !isLast && lines.length - place < RECORD_LINES_MAX) break
    const text = lines.slice(place, place + (span ?? 1)).join('\n')
    if (text !== '') records.push({ row: firstLine + place, ...cellsOf(text, delimiter) })
    place += span ?? 1
  }
  return { records, left: lines.slice(place) }
}

/** The usual case, many times faster than line by line: every line is one sound record. */
function parsedTogether(lines: readonly string[], delimiter: string): string[][] | undefined {
  if (lines.some((line) => line === '' || quotesIn(line) % 2 === 1)) return undefined
  try {
    const rows = parse(lines.join('\n'), options(delimiter))
    return rows.length === lines.length ? rows : undefined
  } catch {
    return undefined
  }
}

/** How many lines a record takes: until its quotes are balanced. Undefined when they never are. */
function spanOf(lines: readonly string[], place: number): number | undefined {
  let quotes = 0
  for (let span = 1; span <= RECORD_LINES_MAX && place + span <= lines.length; span += 1) {
    quotes += quotesIn(lines[place + span - 1]!)
    if (quotes % 2 === 0) return span
  }
  return undefined
}

function quotesIn(line: string): number {
  let quotes = 0
  for (let place = line.indexOf('"'); place >= 0; place = line.indexOf('"', place + 1)) quotes += 1
  return quotes
}

function cellsOf(text: string, delimiter: string): { cells: readonly string[] } | { broken: string; text: string } {
  try {
    const [cells] = parse(text, options(delimiter))
    return { cells: cells ?? [] }
  } catch (error) {
    return { broken: `its quotes are broken (${(error as CsvError).code ?? (error as Error).message})`, text }
  }
}

const options = (delimiter: string) => ({ delimiter, bom: true, relax_column_count: true, columns: false }) as const
