import type { PoolClient } from 'pg'
import { flowNames, type MonthChange } from '../series/flows.js'
import type { CellChange } from '../summary/contribution.js'
import { columnOf, measures } from '../summary/measures.js'
import type { StartChange } from '../summary/start-cells.js'

interface Sums {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Columns that follow from the key. */
  readonly derived?: readonly string[]
}

const measureColumns = measures.map((name) => [name, columnOf(name)] as const)
const flowColumns = flowNames.map((name) => [name, columnOf(name)] as const)

const cells: Sums = {
  table: 'summary_cell',
  key: ['region', 'period', 'parent', 'facility_kind', 'stage', 'halt', 'procedure', 'cancelled'],
  derived: ['status'],
  columns: measureColumns.map(([, column]) => column),
}
const starts: Sums = {
  table: 'start_cell',
  key: ['region', 'period', 'due', 'parent', 'facility_kind'],
  columns: ['projects', 'started'],
}
const months: Sums = {
  table: 'series_month',
  key: ['region', 'month', 'facility_kind', 'parent'],
  columns: flowColumns.map(([, column]) => column),
}

/** Two builds may differ in rows that have gone back to 0. */
export const sumTables = [cells, starts, months].map(({ table, key }) => ({ name: table, key, isSums: true }))

export async function writeCells(changes: readonly CellChange[], tx: PoolClient): Promise<void> {
  const rows = changes.map(({ measures: sums, facilityKind, ...place }) => {
    const row: Record<string, unknown> = { ...place, facility_kind: facilityKind }
    for (const [name, column] of measureColumns) if (sums[name]) row[column] = sums[name]
    return row
  })
  await addUp(cells, rows, tx)
}

export async function writeStarts(changes: readonly StartChange[], tx: PoolClient): Promise<void> {
  await addUp(
    starts,
    changes.map(({ facilityKind, ...row }) => ({ ...row, facility_kind: facilityKind })),
    tx,
  )
}

export async function writeMonths(changes: readonly MonthChange[], tx: PoolClient): Promise<void> {
  const rows = changes.map(({ flows, facilityKind, ...place }) => {
    const row: Record<string, unknown> = { ...place, facility_kind: facilityKind }
    for (const [name, column] of flowColumns) if (flows[name]) row[column] = flows[name]
    return row
  })
  await addUp(months, rows, tx)
}

/** Differences are added to what is there, in the order of the key, so that two batches cannot wait for each other. */
async function addUp(
  { table, key, columns, derived = [] }: Sums,
  rows: readonly object[],
  tx: PoolClient,
): Promise<void> {
  if (rows.length === 0) return
  const keys = key.join(', ')
  const names = [...key, ...derived].join(', ')
  await tx.query({
    name: `add-${table}`,
    text: `insert into ${table} as t (${names}, ${columns.join(', ')})
      select ${names}, ${columns.map((column) => `coalesce(${column}, 0)`).join(', ')}
      from json_populate_recordset(null::${table}, $1) order by ${keys}
      on conflict (${keys}) do update set ${columns.map((column) => `${column} = t.${column} + excluded.${column}`).join(', ')}`,
    values: [JSON.stringify(rows)],
  })
}
