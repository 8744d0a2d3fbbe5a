import type { PoolClient } from 'pg'
import type { FacilityKind, Halt, Procedure, Stage, Status } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import { Conditions } from '../scope/conditions.js'
import { periodRangesUntil } from './contribution.js'
import { columnOf, measures } from './measures.js'
import type { Sums, SummarySums } from './summary-sums.js'

export interface CellsQuestion {
  readonly region: string
  readonly kinds: readonly string[] | undefined
  readonly status?: string
  readonly knownOn?: string
  /** Decides what is due. */
  readonly day: CalendarDate
}

const SUMS = measures.map((name) => `sum(${columnOf(name)}) as "${name}"`).join(', ')

/** Fills a summary from the kept sums: by kind with their standings, and by the regions one level below. */
export async function readCells(question: CellsQuestion, sums: SummarySums, tx: PoolClient): Promise<void> {
  for (const { facility_kind: kind, ...row } of await sumsBy('facility_kind', question, tx)) {
    sums.addKind(kind as FacilityKind, row as Sums)
  }
  for (const { facility_kind: kind, ...row } of await startsBy('facility_kind', question, tx)) {
    sums.addKind(kind as FacilityKind, row as Sums)
  }
  for (const row of await standings(question, tx)) sums.addStanding(row)
  for (const { region, ...row } of await sumsBy('region', question, tx)) sums.addRegion(region as string, row as Sums)
  for (const { region, ...row } of await startsBy('region', question, tx)) sums.addRegion(region as string, row as Sums)
  for (const [code, row] of sums.byRegion) if (!row['projects']) sums.byRegion.delete(code)
  for (const [kind, row] of sums.byKind) if (!row['projects']) sums.byKind.delete(kind)
}

type GroupColumn = 'facility_kind' | 'region'
type GroupRow = Record<string, number | string>

function conditionsOf(question: CellsQuestion, by: GroupColumn | 'standing'): Conditions {
  const { region, kinds, status, knownOn } = question
  const conditions = new Conditions().add(by === 'region' ? 'parent = ?' : 'region = ?', region)
  if (knownOn === undefined) conditions.add(`period = 'a'`)
  else {
    const ranges = periodRangesUntil(knownOn)
    conditions.add(ranges.map(() => 'period between ? and ?').join(' or '), ...ranges.flat())
  }
  if (kinds !== undefined) conditions.add('facility_kind = any(?)', kinds)
  if (status !== undefined) conditions.add('status = ?', status)
  return conditions
}

async function sumsBy(column: GroupColumn, question: CellsQuestion, tx: PoolClient): Promise<GroupRow[]> {
  const conditions = conditionsOf(question, column)
  return rowsOf(
    `select ${column}, ${SUMS} from summary_cell where ${conditions.sql} group by ${column}`,
    conditions.values,
    tx,
  )
}

/** Due by the day: whole months before its own, and the days of its own month. */
async function startsBy(column: GroupColumn, question: CellsQuestion, tx: PoolClient): Promise<GroupRow[]> {
  const { day } = question
  const [year, month] = [day.slice(0, 4), monthOf(day)]
  const conditions = conditionsOf(question, column)
  conditions.add('length(due) = 7 or due between ?1 and ?2', `${month}-00`, day)
  const at = conditions.values.length
  const due = `length(due) = 10 or due < $${at + 1}`
  const listed = `length(due) = 7 and due between $${at + 2} and $${at + 3}`
  return rowsOf(
    `select ${column}, sum(projects) filter (where ${due}) as "dueProjects", sum(started) filter (where ${due}) as "dueStarted",
       sum(projects) filter (where ${listed}) as "listProjects", sum(started) filter (where ${listed}) as "listStarted"
     from start_cell where ${conditions.sql} group by ${column}`,
    [...conditions.values, month, `${year}-01`, `${year}-12`],
    tx,
  )
}

async function rowsOf(text: string, values: readonly unknown[], tx: PoolClient): Promise<GroupRow[]> {
  const { rows } = await tx.query<{ row: string }>(`select row_to_json(r)::text as row from (${text}) r`, [...values])
  return rows.map(({ row }) => JSON.parse(row) as GroupRow)
}

interface StandingRow {
  stage: Stage
  halt: string
  procedure: string
  cancelled: boolean
  status: Status
  projects: number
}

async function standings(question: CellsQuestion, tx: PoolClient) {
  const conditions = conditionsOf(question, 'standing')
  const { rows } = await tx.query<StandingRow>(
    `select stage, halt, procedure, cancelled, status, sum(projects)::integer as projects
     from summary_cell where ${conditions.sql} group by 1, 2, 3, 4, 5`,
    conditions.values,
  )
  return rows.map((row) => ({
    ...row,
    halt: (row.halt || null) as Halt | null,
    procedure: (row.procedure || null) as Procedure | null,
  }))
}
