import type { PoolClient } from 'pg'
import type { FacilityKind } from '@zhuji/contracts'
import { Conditions } from '../scope/conditions.js'
import { EVERYWHERE, periodRangesUntil, sumTable } from './contribution.js'
import { columnOf, measures } from './measures.js'
import type { StandingCount, Sums, SummarySums } from './summary-sums.js'

export interface CellsQuestion {
  /** Everything when absent. */
  readonly region?: string
  readonly kinds: readonly string[] | undefined
  readonly status?: string
  readonly knownOn?: string
}

const SUMS = measures.map((name) => `sum(${columnOf(name)}) as "${name}"`).join(', ')

/** Fills a summary from the kept sums: by kind with their standings, and by the regions one level below. */
export async function readCells(question: CellsQuestion, sums: SummarySums, tx: PoolClient): Promise<void> {
  const [byKind, byStanding, byRegion] = await Promise.all([
    sumsBy('facility_kind', question, tx),
    standings(question, tx),
    sumsBy('region', question, tx),
  ])
  for (const { facility_kind: kind, ...row } of byKind) sums.addKind(kind as FacilityKind, row as Sums)
  for (const row of byStanding) sums.addStanding(row)
  for (const { region, ...row } of byRegion) sums.addRegion(region as string, row as Sums)
}

export type GroupColumn = 'facility_kind' | 'region'
export type GroupRow = Record<string, number | string>

/** `now` is the range of periods that hold what is known now. */
export function periodConditions(
  { region, kinds, knownOn }: CellsQuestion,
  by: GroupColumn | 'standing',
  now: readonly [from: string, to: string],
): Conditions {
  const conditions = new Conditions()
  if (region === undefined) conditions.add(`parent = '${EVERYWHERE}'`)
  else conditions.add(by === 'region' ? 'parent = ?' : 'region = ?', region)
  const ranges = knownOn === undefined ? [now] : periodRangesUntil(knownOn)
  conditions.add(ranges.map(() => 'period between ? and ?').join(' or '), ...ranges.flat())
  if (kinds !== undefined) conditions.add('facility_kind = any(?)', kinds)
  return conditions
}

export function cellConditions(question: CellsQuestion, by: GroupColumn | 'standing'): Conditions {
  const { status } = question
  const conditions = periodConditions(question, by, ['a', 'a'])
  if (status !== undefined) conditions.add('status = ?', status)
  return conditions
}

async function sumsBy(column: GroupColumn, question: CellsQuestion, tx: PoolClient): Promise<GroupRow[]> {
  const conditions = cellConditions(question, column)
  return rowsOf(
    `select ${column}, ${SUMS} from ${sumTable('cells', question.knownOn)} where ${conditions.sql} group by ${column}`,
    conditions.values,
    tx,
  )
}

/** The few forms these questions take are prepared once per connection: planning them costs more than answering. */
const prepared = new Map<string, string>()

export async function rowsOf(text: string, values: readonly unknown[], tx: PoolClient): Promise<GroupRow[]> {
  const name = prepared.get(text) ?? `sums-${prepared.size}`
  prepared.set(text, name)
  const { rows } = await tx.query<{ row: string }>({
    name,
    text: `select row_to_json(r)::text as row from (${text}) r`,
    values: [...values],
  })
  return rows.map(({ row }) => JSON.parse(row) as GroupRow)
}

async function standings(question: CellsQuestion, tx: PoolClient): Promise<StandingCount[]> {
  const conditions = cellConditions(question, 'standing')
  const rows = await rowsOf(
    `select stage, halt, procedure, cancelled, status, coalesce(sum(projects), 0)::integer as projects
     from ${sumTable('cells', question.knownOn)} where ${conditions.sql} group by 1, 2, 3, 4, 5`,
    conditions.values,
    tx,
  )
  return (rows as unknown as StandingCount[]).map((row) => ({
    ...row,
    halt: row.halt || null,
    procedure: row.procedure || null,
  }))
}
