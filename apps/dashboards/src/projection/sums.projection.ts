import type { PoolClient } from 'pg'
import { arrayOf, arraysOf, type Columns, namesOf, unnested } from '../rows/columns.js'
import { flowNames, type MonthChange } from '../series/flows.js'
import type { CellChange } from '../summary/contribution.js'
import { columnOf, measures } from '../summary/measures.js'
import type { StartChange } from '../summary/start-cells.js'

interface Sums {
  readonly table: string
  readonly key: Columns
  /** Columns that follow from the key. */
  readonly derived?: Columns
  readonly sums: readonly string[]
}

const place = {
  region: ['region', 'text'],
  parent: ['parent', 'text'],
  facilityKind: ['facility_kind', 'text'],
} as const
const cells: Sums = {
  table: 'summary_cell',
  key: {
    ...place,
    period: ['period', 'text'],
    stage: ['stage', 'text'],
    halt: ['halt', 'text'],
    procedure: ['procedure', 'text'],
    cancelled: ['cancelled', 'boolean'],
  },
  derived: { status: ['status', 'text'] },
  sums: measures.map(columnOf),
}
const starts: Sums = {
  table: 'start_cell',
  key: { ...place, period: ['period', 'text'], due: ['due', 'text'] },
  sums: ['projects', 'started'],
}
const months: Sums = {
  table: 'series_month',
  key: { ...place, month: ['month', 'text'] },
  sums: flowNames.map(columnOf),
}

/** Two builds may differ in rows that have gone back to 0. */
export const sumTables = [cells, starts, months].map(({ table, key }) => ({
  name: table,
  key: namesOf(key),
  isSums: true,
}))

export async function writeCells(changes: readonly CellChange[], tx: PoolClient): Promise<void> {
  await addUp(cells, changes, tx)
}

export async function writeStarts(changes: readonly StartChange[], tx: PoolClient): Promise<void> {
  await addUp(
    starts,
    changes.map((change) => ({ ...change, sums: [change.projects, change.started] })),
    tx,
  )
}

export async function writeMonths(changes: readonly MonthChange[], tx: PoolClient): Promise<void> {
  await addUp(
    months,
    changes.map((change) => ({ ...change, sums: flowNames.map((name) => change.flows[name] ?? 0) })),
    tx,
  )
}

/**
 * Differences are added to what is there, in the order of the key, so that two batches cannot wait for each other. Only
 * the sums that the batch moves are sent and rewritten: a payment moves two of forty-eight.
 */
async function addUp(
  { table, key, derived = {}, sums }: Sums,
  rows: readonly { readonly sums: readonly number[] }[],
  tx: PoolClient,
): Promise<void> {
  if (rows.length === 0) return
  const moved = sums.map((_, index) => index).filter((index) => rows.some((row) => row.sums[index] !== 0))
  const added = Object.fromEntries(moved.map((index) => [sums[index]!, [sums[index]!, 'bigint'] as const]))
  const columns = { ...key, ...derived, ...added }
  const keys = namesOf(key).join(', ')
  await tx.query({
    name: `add-${table}-${maskOf(moved)}`,
    text: `insert into ${table} as t (${namesOf(columns).join(', ')})
      select ${namesOf(columns).join(', ')} from ${unnested(columns)} order by ${keys}
      on conflict (${keys}) do update set ${namesOf(added)
        .map((column) => `${column} = t.${column} + excluded.${column}`)
        .join(', ')}`,
    values: [
      ...arraysOf({ ...key, ...derived }, rows),
      ...moved.map((index) => arrayOf(rows, (row) => String(row.sums[index]))),
    ],
  })
}

/** Names a statement by the sums it moves. */
function maskOf(moved: readonly number[]): string {
  return moved.reduce((mask, index) => mask | (1n << BigInt(index)), 0n).toString(36)
}
