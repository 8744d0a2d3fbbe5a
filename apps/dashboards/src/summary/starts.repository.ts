import type { PoolClient } from 'pg'
import { type FacilityKind, stageIds, type Status } from '@zhuji/contracts'
import { type CalendarDate, monthOf } from '@zhuji/kernel'
import { startTrait } from '../card/traits.js'
import { EVER, type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import { periodConditions, type CellsQuestion, type GroupColumn, type GroupRow, rowsOf } from './cells.repository.js'
import { periodRangesUntil, sumTable } from './contribution.js'
import { startPeriods } from './start-cells.js'
import type { Sums, SummarySums } from './summary-sums.js'

export interface StartsQuestion extends CellsQuestion {
  readonly filters: ProjectFilters
  /** Decides what is due. */
  readonly day: CalendarDate
  /** Depth of the regions to group by. */
  readonly level: number
}

const STARTED = stageIds.slice(stageIds.indexOf('start'))

/**
 * Adds to a summary what is due to start: whole months from the kept sums, and the month of the day from the projects.
 * The kept sums of the past do not know the status, so a question about a status then is answered from the projects alone.
 */
export async function readStarts(question: StartsQuestion, sums: SummarySums, tx: PoolClient): Promise<void> {
  const add = (by: GroupColumn, rows: readonly GroupRow[]) => {
    for (const { [by]: group, ...row } of rows) {
      if (by === 'region') sums.addRegion(group as string, row as Sums)
      else sums.addKind(group as FacilityKind, row as Sums)
    }
  }
  const read = async (by: GroupColumn) => {
    const parts = [fromProjects(by, question, tx), ...(isKept(question) ? [wholeMonths(by, question, tx)] : [])]
    for (const rows of await Promise.all(parts)) add(by, rows)
  }
  await Promise.all([read('facility_kind'), read('region')])
}

const isKept = ({ status, knownOn }: StartsQuestion): boolean => status === undefined || knownOn === undefined

async function wholeMonths(by: GroupColumn, question: StartsQuestion, tx: PoolClient): Promise<GroupRow[]> {
  const conditions = periodConditions(question, by, startPeriods(question.status as Status | undefined))
  const [years, months] = periodRangesUntil(question.day)
  const year = `y${question.day.slice(0, 4)}`
  const at = conditions.values.length
  const due = `(due between $${at + 1} and $${at + 2} or due between $${at + 3} and $${at + 4})`
  const listed = `due = $${at + 5}`
  return rowsOf(
    `select ${by}, sum(projects) filter (where ${due}) as "dueProjects", sum(started) filter (where ${due}) as "dueStarted",
       sum(projects) filter (where ${listed}) as "listProjects", sum(started) filter (where ${listed}) as "listStarted"
     from ${sumTable('starts', question.knownOn)} where ${conditions.sql} and (${due} or ${listed}) group by ${by}`,
    [...conditions.values, ...years, ...months, year],
    tx,
  )
}

async function fromProjects(by: GroupColumn, question: StartsQuestion, tx: PoolClient): Promise<GroupRow[]> {
  const { filters, day, level } = question
  const kept = isKept(question)
  const { from, conditions } = projectSet(filters, { all: true })
  const year = day.slice(0, 4)
  conditions.add('not p.cancelled and not p.unbundled and p.taken_over_on is null')
  if (kept) conditions.add('p.planned_start_on between ?::date and ?::date', `${monthOf(day)}-01`, day)
  if (kept && filters.knownOn !== undefined) conditions.add(EVER, startTrait(day))
  if (!kept) conditions.add('p.planned_start_on is not null')
  const at = conditions.values.length
  const group = by === 'region' ? `p.region_codes[${level + 1}]` : 'p.facility_kind'
  const due = `p.planned_start_on <= $${at + 1}::date`
  const listed = `$${at + 2} and p.planned_start_on between $${at + 3}::date and $${at + 4}::date`
  const started = `p.stage = any($${at + 5})`
  return rowsOf(
    `select ${group} as ${by}, count(*) filter (where ${due}) as "dueProjects",
       count(*) filter (where ${due} and ${started}) as "dueStarted",
       count(*) filter (where ${listed}) as "listProjects", count(*) filter (where ${listed} and ${started}) as "listStarted"
     from ${from} where ${conditions.sql} ${by === 'region' ? `and ${group} is not null` : ''} group by 1`,
    [...conditions.values, day, !kept, `${year}-01-01`, `${year}-12-31`, STARTED],
    tx,
  )
}
