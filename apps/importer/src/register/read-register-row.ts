import { cellOf, type NumberForm, type RegisterMapping } from '../mapping/mapping.js'
import { dayOf, fenOf, percentOf } from '../rows/cell-values.js'
import type { Issue } from '../rows/issue.js'
import {
  type CellPlan,
  type CellReader,
  type PlacedCell,
  placed,
  type ReadCells,
  readCells,
  readText,
} from '../rows/row-cells.js'
import { asLevel, asText, columnsIn } from './cell-names.js'
import { describeWork } from './describe-work.js'
import type { RegisterRow } from './register-row.js'
import type { RegisterWord } from './register-word.js'

export interface ReadRow {
  readonly row?: RegisterRow
  readonly issues: readonly Issue[]
}

export type RegisterRowReader = (cells: readonly string[], row: number) => ReadRow

type Field = keyof RegisterMapping['fields']

/** For one file: throws a HeaderError when the mapping names columns that it lacks. */
export function registerRowReader(
  mapping: RegisterMapping,
  header: readonly string[],
  knownOn: string,
): RegisterRowReader {
  const plan = placed(planOf(mapping), header)
  return (cells, row) => readRow({ mapping, plan, knownOn, cells, row })
}

function planOf(mapping: RegisterMapping): CellPlan[] {
  const readers = fieldReaders(mapping)
  const fields = (Object.keys(mapping.fields) as Field[]).flatMap((name) => {
    const spec = mapping.fields[name]
    return spec === undefined ? [] : [{ name, spec: cellOf(spec), read: readers[name] }]
  })
  const levels = mapping.region.levels.map((spec, place) => ({
    name: asLevel(place),
    spec: cellOf(spec),
    read: readText,
  }))
  const looked = [
    ...mapping.facilityKinds.map((rule) => rule.column),
    ...mapping.ownerUnits.flatMap((rule) => [
      ...(rule.when ? [rule.when.column] : []),
      ...rule.id,
      ...columnsIn(rule.name),
    ]),
  ]
  const texts = [...new Set(looked)].map((column) => ({ name: asText(column), spec: { column }, read: readText }))
  return [...fields, ...levels, ...texts]
}

function fieldReaders({ dates, numbers, statuses, constructions, fields }: RegisterMapping): Record<Field, CellReader> {
  const day: CellReader = (text) => {
    const value = dayOf(text, dates)
    return value === undefined ? { fault: `is no day in the forms ${dates.join(', ')}` } : { value }
  }
  const percent: CellReader = (text) => {
    const value = percentOf(text, numbers)
    return value === undefined
      ? { fault: `is no percentage from 0 to 100 in the forms ${numbers.join(', ')}` }
      : { value }
  }
  return {
    localCode: readText,
    name: readText,
    status: wordReader(statuses, 'status'),
    construction: wordReader(constructions, 'kind of works'),
    agreement: readText,
    physicalPercent: percent,
    forecastCompletionOn: day,
    contractor: readText,
    contractSignedOn: day,
    contractAmount: amountReader(numbers, fields.contractAmount),
    approvedBudget: amountReader(numbers, fields.approvedBudget),
    inspectedOn: day,
    inspectionFinding: readText,
  }
}

function wordReader(words: Readonly<Record<string, unknown>>, what: string): CellReader {
  return (text) => (Object.hasOwn(words, text) ? { value: words[text] } : { fault: `is no ${what} of the mapping` })
}

function amountReader(numbers: readonly NumberForm[], spec: RegisterMapping['fields']['contractAmount']): CellReader {
  const zeroIsUnknown = spec !== undefined && cellOf(spec).zero === 'unknown'
  return (text) => {
    const fen = fenOf(text, numbers)
    if (fen === undefined || fen < 0) return { fault: `is no amount in the forms ${numbers.join(', ')}` }
    if (fen > 0) return { value: fen }
    return zeroIsUnknown ? { value: undefined } : { fault: 'is 0; the mapping does not say that 0 means unknown' }
  }
}

interface RowParts {
  readonly mapping: RegisterMapping
  readonly plan: readonly PlacedCell[]
  readonly knownOn: string
  readonly cells: readonly string[]
  readonly row: number
}

function readRow({ mapping, plan, knownOn, cells, row }: RowParts): ReadRow {
  const read = readCells(plan, cells)
  const localCode = read.values.get('localCode') as string | undefined
  const status = read.values.get('status') as RegisterWord | undefined
  if (localCode === undefined || status === undefined) return { issues: [rejection(mapping, read, row)] }
  const { late, ...days } = withoutDaysAfter(knownOn, read, row)
  const statusColumn = cellOf(mapping.fields.status).column
  const statusText = (cells[plan.find((cell) => cell.spec.column === statusColumn)!.index] ?? '').trim()
  const value = <T>(name: Field) => read.values.get(name) as T | undefined
  const result: RegisterRow = {
    row,
    localCode,
    status,
    statusText,
    name: value('name'),
    agreement: value('agreement'),
    construction: value('construction'),
    physicalPercent: value('physicalPercent'),
    forecastCompletionOn: value('forecastCompletionOn'),
    contractor: value('contractor'),
    contractFen: value('contractAmount'),
    approvedBudgetFen: value('approvedBudget'),
    inspectionFinding: value('inspectionFinding'),
    ...days,
    ...describeWork(mapping, read),
  }
  return { row: result, issues: [...(read.fault ? [leftOut(read.fault, row)] : []), ...late] }
}

function rejection(mapping: RegisterMapping, { values, fault, trusted }: ReadCells, row: number): Issue {
  if (fault && !(trusted.has('localCode') && trusted.has('status'))) {
    return { row, field: fault.column, consequence: 'row-rejected', reason: fault.sentence, value: fault.value }
  }
  const missing = values.get('localCode') === undefined ? 'localCode' : 'status'
  const { column } = cellOf(mapping.fields[missing])
  return { row, field: column, consequence: 'row-rejected', reason: 'is blank', value: '' }
}

function leftOut({ column, value, sentence, behind }: NonNullable<ReadCells['fault']>, row: number): Issue {
  const also = behind.length > 0 ? `; left out, and with it what stands behind: ${behind.join(', ')}` : '; left out'
  return { row, field: column, consequence: 'cell-left-out', reason: sentence + also, value }
}

const factDays = ['contractSignedOn', 'inspectedOn'] as const

/** A source cannot know on one day what happened on a later one. */
function withoutDaysAfter(knownOn: string, { values }: ReadCells, row: number) {
  const kept: { contractSignedOn?: string; inspectedOn?: string } = {}
  const late: Issue[] = []
  for (const field of factDays) {
    const day = values.get(field) as string | undefined
    if (day === undefined) continue
    if (day <= knownOn) kept[field] = day
    else
      late.push({
        row,
        field,
        consequence: 'cell-left-out',
        reason: `lies after ${knownOn}, the day of the file`,
        value: day,
      })
  }
  return { ...kept, late }
}
