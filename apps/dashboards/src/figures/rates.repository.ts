import { Inject, Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import { type DueInputs, type DueParts, dueRates, type FigureParts, rateIds, rateOf } from '@zhuji/figures'
import type { CalendarDate } from '@zhuji/kernel'
import { asText, type Columns, rowReader, selectedAsText } from '@zhuji/messaging'
import { poolOf, type ScopeFilter } from '@zhuji/platform'
import { unknownCard } from '../card/card.js'
import { historyColumns } from '../card/card-row.js'
import { positionMap } from '../positions/read-positions.repository.js'
import { inSnapshot } from '../positions/snapshot.repository.js'
import { projectSet } from '../projects/project-conditions.js'
import { Summaries, type SummaryFilters, withOwnRegion } from '../summary/summary.repository.js'

export interface AnsweredRates {
  readonly parts: ReadonlyMap<string, FigureParts & { readonly unknown: number }>
  readonly positions: Record<string, number>
}

const dueFields = [
  'projectId',
  'stage',
  'halt',
  'procedure',
  'cancelled',
  'unbundled',
  'plannedStartOn',
  'takenOverOn',
  'startedOn',
  'plannedCompletionOn',
  'firstPlannedCompletionOn',
  'worksCompleteOn',
  'needOn',
  'inStatisticsOn',
  'completedInvestmentFen',
  'investmentByYear',
] as const
const dueColumns = Object.fromEntries(dueFields.map((name) => [name, historyColumns[name]])) satisfies Columns
const DUE = selectedAsText(dueColumns, 'p')
const dueOf = rowReader<DueInputs & { readonly projectId: string }>(dueColumns, unknownCard(''))
const ROWS_AT_ONCE = 5_000

/** Rates over kept sums come from the summary; what is due by a day is counted over the cards in scope, portion by portion. */
@Injectable()
export class Rates {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Summaries) private readonly summaries: Summaries,
  ) {}

  async answer(asked: SummaryFilters, scope: ScopeFilter, day: CalendarDate): Promise<AnsweredRates> {
    const filters = withOwnRegion(asked, scope)
    return inSnapshot(poolOf(this.source), async (tx) => {
      const { sums, positions } = await this.summaries.read(filters, { scope, day }, tx)
      const due = await sumDue({ filters, scope, day }, tx)
      const parts = new Map(rateIds.map((id) => [id as string, rateOf(id, sums.total)]))
      return { parts: new Map([...parts, ...due]), positions: positionMap(positions) }
    })
  }
}

interface DueAsked {
  readonly filters: SummaryFilters
  readonly scope: ScopeFilter
  readonly day: CalendarDate
}

async function sumDue({ filters, scope, day }: DueAsked, tx: PoolClient) {
  const sums = new Map(dueRates.map(({ id }) => [id, { numerator: 0, denominator: 0, unknown: 0 }]))
  for (let last: string | undefined; ;) {
    const { from, conditions, projectId } = projectSet(filters, scope)
    if (last !== undefined) conditions.add(`${projectId} > ?`, last)
    const { rows } = await tx.query<(string | null)[]>({
      text: `select ${DUE} from ${from} where ${conditions.sql} order by ${projectId} limit ${ROWS_AT_ONCE}`,
      values: conditions.values,
      rowMode: 'array',
      types: asText,
    })
    for (const row of rows) {
      const project = dueOf(row)
      last = project.projectId
      for (const rate of dueRates) addParts(sums.get(rate.id)!, rate.of(project, day))
    }
    if (rows.length < ROWS_AT_ONCE) break
  }
  return new Map(
    [...sums].map(([id, { numerator, denominator, unknown }]) => [id, known(numerator, denominator, unknown)]),
  )
}

function addParts(sums: { -readonly [Part in keyof DueParts]: number }, parts: DueParts): void {
  sums.numerator += parts.numerator
  sums.denominator += parts.denominator
  sums.unknown += parts.unknown
}

/** Nothing is due, or nothing of it is known: the rate is not 0. */
function known(numerator: number, denominator: number, unknown: number): FigureParts & { readonly unknown: number } {
  return denominator === 0 ? { numerator: null, denominator: null, unknown } : { numerator, denominator, unknown }
}
