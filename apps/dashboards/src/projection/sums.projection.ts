import type { PoolClient } from 'pg'
import { arrayOf, arraysOf, type Columns, namesOf, together, unnested } from '@zhuji/messaging'
import { flowNames } from '../card/flows.js'
import type { MonthChange } from '../series/month-changes.js'
import { type CellChange, type CellPlace, isOfNow, sumTables } from '../summary/contribution.js'
import { columnOf, measures } from '../summary/measures.js'
import type { StartChange } from '../summary/start-cells.js'

interface Sums {
  readonly now: string
  readonly past: string
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
  ...sumTables.cells,
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
  ...sumTables.starts,
  key: { ...place, period: ['period', 'text'], due: ['due', 'text'] },
  sums: ['projects', 'started'],
}
const months: Sums = {
  ...sumTables.months,
  key: { ...place, period: ['period', 'text'], month: ['month', 'text'] },
  sums: flowNames.map(columnOf),
}

/** Two builds may differ in rows that have gone back to 0. */
export const tablesOfSums = [cells, starts, months].flatMap(({ now, past, key }) =>
  [now, past].map((name) => ({ name, key: namesOf(key), isSums: true })),
)

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

interface Change extends Pick<CellPlace, 'period'> {
  readonly sums: readonly number[]
}

/**
 * Differences are added to what is there, the changes that move the same sums with one statement: a payment moves two of
 * forty-eight. A sum that is 0 is kept as NULL, which takes no room.
 */
async function addUp(sums: Sums, changes: readonly Change[], tx: PoolClient): Promise<void> {
  const [now, past] = [changes.filter(isOfNow), changes.filter((change) => !isOfNow(change))]
  await together(
    [...statementsFor(sums, sums.now, now), ...statementsFor(sums, sums.past, past)].map((one) => tx.query(one)),
  )
}

function statementsFor(sums: Sums, table: string, changes: readonly Change[]) {
  return [...groupedByMask(changes)].map(([mask, alike]) => statementFor({ ...sums, table }, mask, alike))
}

/** By the set of sums they move. */
function groupedByMask(changes: readonly Change[]): Map<number, Change[]> {
  const groups = new Map<number, Change[]>()
  for (const change of changes) {
    const mask = maskOf(change.sums)
    const alike = groups.get(mask)
    if (alike) alike.push(change)
    else groups.set(mask, [change])
  }
  return groups
}

/** The sums that are not 0, as bits; there are fewer sums than a number has safe ones. */
function maskOf(sums: readonly number[]): number {
  let mask = 0
  for (let index = 0; index < sums.length; index += 1) if (sums[index] !== 0) mask += bits[index]!
  return mask
}

const bits = Array.from({ length: 53 }, (_, index) => 2 ** index)

function statementFor(
  { table, key, derived = {}, sums }: Sums & { readonly table: string },
  mask: number,
  alike: readonly Change[],
) {
  const moved = sums.flatMap((name, index) => (alike[0]!.sums[index] === 0 ? [] : [{ name, index }]))
  const added = Object.fromEntries(moved.map(({ name }) => [name, [name, 'bigint'] as const]))
  const columns = { ...key, ...derived, ...added }
  const keys = namesOf(key).join(', ')
  const total = ({ name }: { name: string }) => `${name} = nullif(coalesce(t.${name}, 0) + excluded.${name}, 0)`
  return {
    name: `add-${table}-${mask.toString(36)}`,
    text: `insert into ${table} as t (${namesOf(columns).join(', ')})
      select ${namesOf(columns).join(', ')} from ${unnested(columns)} order by ${keys}
      on conflict (${keys}) do update set ${moved.map(total).join(', ')}`,
    values: [
      ...arraysOf({ ...key, ...derived }, alike),
      ...moved.map(({ index }) => arrayOf(alike, ({ sums }) => String(sums[index]))),
    ],
  }
}
