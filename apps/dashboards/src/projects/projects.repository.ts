import { Inject, Injectable } from '@nestjs/common'
import { DataSource } from 'typeorm'
import type { Pool } from 'pg'
import { z } from 'zod'
import { decodeCursor, encodeCursor, poolOf, type ScopeFilter } from '@zhuji/platform'
import { type Card, unknownCard } from '../card/card.js'
import { cardColumns, cardOfJson, faceOfJson, historyColumns, type KnownFace, selectList } from '../card/card-row.js'
import { type Fact, shownOf } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import type { AskedClocks } from '../scope/clocks.js'
import { addScope, Conditions } from '../scope/conditions.js'
import { loadStories } from '../story/story.projection.js'
import { positionMap, readPositions } from '../positions/read-positions.repository.js'
import type { SortName } from './filters.dto.js'
import { withFound } from './found-projects.repository.js'
import { keptTotal } from './kept-total.repository.js'
import { type ProjectFilters, projectSet, type ProjectSet } from './project-conditions.js'

export interface ListQuestion extends ProjectFilters {
  readonly sort: SortName
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly cursor?: string
}

export interface ToldProject {
  readonly card: Card
  readonly facts: readonly Fact[]
  readonly positions: Record<string, number>
}

export interface FacePage {
  readonly items: readonly KnownFace[]
  readonly next: string | null
  readonly total: number
}

const sortColumns: Readonly<Record<SortName, { column: string; name: keyof KnownFace }>> = {
  name: { column: 'name', name: 'name' },
  physical: { column: 'physical_percent', name: 'physicalPercent' },
  slip: { column: 'slip_days', name: 'slipDays' },
  budget: { column: 'approved_budget_fen', name: 'approvedBudgetFen' },
  gap: { column: 'gap_points', name: 'gapPoints' },
  updated: { column: 'updated_at', name: 'updatedAt' },
}

const cursorSchema = z.object({ value: z.union([z.string(), z.number(), z.null()]), id: z.uuid(), sort: z.string() })
type Cursor = z.infer<typeof cursorSchema>

const FACE = selectList(historyColumns, 'p')

@Injectable()
export class Projects {
  private readonly pool: Pool

  constructor(@Inject(DataSource) source: DataSource) {
    this.pool = poolOf(source)
  }

  async list(asked: ListQuestion, scope: ScopeFilter): Promise<FacePage> {
    const after = this.cursorOf(asked)
    const question = await withFound(asked, this.pool)
    const wanted = question.limit + 1
    const [known, total] = await Promise.all([
      after?.value === null ? [] : this.known(question, projectSet(question, scope), after),
      this.total(question, scope),
    ])
    const rest =
      known.length < wanted
        ? await this.unknown(question, projectSet(question, scope), { after, wanted: wanted - known.length })
        : []
    const faces = [...known, ...rest]
    const items = faces.slice(0, question.limit)
    const last = items.at(-1)
    const sort = `${question.sort} ${question.order}`
    const value = last && (last[sortColumns[question.sort].name] as string | number | null)
    const next = faces.length > question.limit && last ? encodeCursor({ value, id: last.projectId, sort }) : null
    return { items, next, total }
  }

  /** A cursor belongs to the order it was made in. */
  private cursorOf({ cursor, sort, order }: ListQuestion): Cursor | undefined {
    return decodeCursor(cursor, cursorSchema.extend({ sort: z.literal(`${sort} ${order}`) }))
  }

  private known(
    { sort, order, limit }: ListQuestion,
    set: ProjectSet,
    after: Cursor | undefined,
  ): Promise<KnownFace[]> {
    const { column } = sortColumns[sort]
    set.conditions.add(`p.${column} is not null`)
    if (after)
      set.conditions.add(
        `(p.${column}, p.project_id) ${order === 'asc' ? '>' : '<'} (?, ?::uuid)`,
        after.value,
        after.id,
      )
    return this.faces(set, `p.${column} ${order}, p.project_id ${order}`, limit + 1)
  }

  private unknown(
    { sort, order }: ListQuestion,
    set: ProjectSet,
    { after, wanted }: { after: Cursor | undefined; wanted: number },
  ): Promise<KnownFace[]> {
    set.conditions.add(`p.${sortColumns[sort].column} is null`)
    if (after?.value === null) set.conditions.add(`p.project_id ${order === 'asc' ? '>' : '<'} ?::uuid`, after.id)
    return this.faces(set, `p.project_id ${order}`, wanted)
  }

  private async faces({ from, conditions }: ProjectSet, order: string, limit: number): Promise<KnownFace[]> {
    const { rows } = await this.pool.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${FACE} from ${from} where ${conditions.sql} order by ${order} limit ${limit}) r`,
      conditions.values,
    )
    return rows.map(({ row }) => faceOfJson(row))
  }

  private async total(
    { sort: _, order: _order, limit: _limit, cursor: _cursor, ...filters }: ListQuestion,
    scope: ScopeFilter,
  ) {
    return (await keptTotal(filters, scope, this.pool)) ?? (await this.count(projectSet(filters, scope)))
  }

  private async count({ from, conditions }: ProjectSet): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>(
      `select count(*)::integer as count from ${from} where ${conditions.sql}`,
      conditions.values,
    )
    return rows[0]!.count
  }

  /** The whole card, now or in both clocks; undefined when it was not registered (then) or is out of scope. */
  async find(projectId: string, scope: ScopeFilter, clocks: AskedClocks = {}): Promise<Card | undefined> {
    const conditions = new Conditions().add('p.registered and p.project_id = ?', projectId)
    addScope(conditions, scope, 'p')
    const { rows } = await this.pool.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${selectList(cardColumns, 'p')} from project_card p where ${conditions.sql}) r`,
      conditions.values,
    )
    if (!rows[0]) return undefined
    if (clocks.knownOn === undefined && clocks.asOf === undefined) return cardOfJson(rows[0].row)
    const facts = shownOf(await this.facts(projectId), clocks)
    const card = facts.reduce(foldCard, unknownCard(projectId))
    return card.registered ? card : undefined
  }

  /** The whole card in both clocks with the facts it is folded from, and how far the logs were read. */
  async told(projectId: string, scope: ScopeFilter, clocks: AskedClocks): Promise<ToldProject | undefined> {
    if (!(await this.isVisible(projectId, scope))) return undefined
    const [all, positions] = await Promise.all([this.facts(projectId), readPositions(this.pool)])
    const facts = shownOf(all, clocks)
    const card = facts.reduce(foldCard, unknownCard(projectId))
    return card.registered ? { card, facts, positions: positionMap(positions) } : undefined
  }

  async isVisible(projectId: string, scope: ScopeFilter): Promise<boolean> {
    const conditions = new Conditions().add('p.registered and p.project_id = ?', projectId)
    addScope(conditions, scope, 'p')
    const { rowCount } = await this.pool.query(`select from project_card p where ${conditions.sql}`, conditions.values)
    return rowCount === 1
  }

  async facts(projectId: string): Promise<readonly Fact[]> {
    return (await loadStories([projectId], this.pool)).get(projectId) ?? []
  }
}
