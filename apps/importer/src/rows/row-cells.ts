import type { CellSpec } from '../mapping/mapping.js'

/** A value read from a cell: undefined is blank, a fault is a text that cannot be what its column holds. */
export type Reading<Value> = { readonly value: Value | undefined } | { readonly fault: string }
export type CellReader<Value = unknown> = (text: string) => Reading<Value>

/** Reads one mapped cell under a name of its own; several may look at one column. */
export interface CellPlan {
  readonly name: string
  readonly spec: CellSpec
  readonly read: CellReader
}

export interface PlacedCell extends CellPlan {
  readonly index: number
}

/** The plan in the order of the file's columns. Throws a HeaderError naming every column that the file lacks. */
export function placed(plan: readonly CellPlan[], header: readonly string[]): readonly PlacedCell[] {
  const missing = plan.filter(({ spec }) => !header.includes(spec.column)).map(({ spec }) => spec.column)
  if (missing.length > 0) throw new HeaderError([...new Set(missing)], header)
  return plan
    .map((cell) => ({ ...cell, index: header.indexOf(cell.spec.column) }))
    .sort((one, other) => one.index - other.index)
}

export class HeaderError extends Error {
  constructor(missing: readonly string[], header: readonly string[]) {
    const found = header.length > 30 ? `${header.slice(0, 30).join(' | ')} …` : header.join(' | ')
    super(`the file lacks the column(s) ${missing.join(', ')} of the mapping; it has: ${found}`)
    this.name = 'HeaderError'
  }
}

export interface CellFault {
  readonly column: string
  readonly value: string
  readonly sentence: string
  /** Mapped columns behind it that are not trusted either. */
  readonly behind: readonly string[]
}

export interface ReadCells {
  readonly values: ReadonlyMap<string, unknown>
  /** Names of the cells that were read; a cell behind a fault is in neither. */
  readonly trusted: ReadonlySet<string>
  readonly fault?: CellFault
}

/**
 * Reads a row's mapped cells from left to right, up to the first that cannot be read. A stray separator shifts everything
 * behind it, and a shifted amount still looks like an amount: so what follows an unreadable cell is not trusted, and what
 * stands before it is.
 */
export function readCells(plan: readonly PlacedCell[], cells: readonly string[]): ReadCells {
  const values = new Map<string, unknown>()
  const trusted = new Set<string>()
  for (const { name, spec, index, read } of plan) {
    const text = (cells[index] ?? '').trim()
    const reading = isBlank(text, spec) ? { value: undefined } : readOne(text, spec, read)
    if ('fault' in reading) {
      const behind = plan.filter((other) => other.index > index).map((other) => other.spec.column)
      const fault = { column: spec.column, value: text, sentence: reading.fault, behind: [...new Set(behind)] }
      return { values, trusted, fault }
    }
    values.set(name, reading.value)
    trusted.add(name)
  }
  return { values, trusted }
}

function readOne(text: string, spec: CellSpec, read: CellReader): Reading<unknown> {
  if (spec.pattern !== undefined && !new RegExp(spec.pattern, 'u').test(text)) {
    return { fault: `does not have the form of this column (${spec.pattern})` }
  }
  return read(text)
}

function isBlank(text: string, spec: CellSpec): boolean {
  return text === '' || (spec.blanks?.includes(text) ?? false)
}

export const readText: CellReader<string> = (text) => ({ value: text })
