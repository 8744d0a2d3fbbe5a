import { Inject, Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import { z } from 'zod'
import type { CalendarDate } from '@zhuji/kernel'
import { decodeCursor, encodeCursor, poolOf, type ScopeFilter } from '@zhuji/platform'
import type { Card } from '../card/card.js'
import { faceOfJson, historyColumns, selectList } from '../card/card-row.js'
import { positionMap, readPositions } from '../positions/read-positions.repository.js'
import { type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import { factOf, type StoryRow, toldRows } from '../story/told.js'
import type { ExplainedEvent } from './explain.dto.js'
import { contributionsTo, type ExplainedFigure } from './explained-figures.js'

export interface ExplainQuestion extends ProjectFilters {
  readonly projectId?: string
  readonly cursor?: string
  /** Projects whose events are on one page. */
  readonly limit: number
  readonly day: CalendarDate
}

export interface Explanation {
  readonly numerator: number
  readonly denominator: number
  readonly unknown: number
  readonly projects: number
  readonly positions: Record<string, number>
  readonly events: readonly ExplainedEvent[]
  readonly next: string | null
}

const cursorSchema = z.object({ after: z.uuid() })
const COLUMNS = selectList(historyColumns, 'p')
/** A page is the events of so many projects: a figure of a project is a few events. */
const PROJECTS_AT_ONCE = 50
const ROWS_AT_ONCE = 2_000

@Injectable()
export class Explanations {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** The parts are summed over all projects of the question; the events are those of the next contributing projects. */
  async explain(figure: ExplainedFigure, question: ExplainQuestion, scope: ScopeFilter): Promise<Explanation> {
    const after = decodeCursor(question.cursor, cursorSchema)?.after
    const tx = await poolOf(this.source).connect()
    try {
      await tx.query('begin isolation level repeatable read read only')
      const totals = new Totals(figure, question.day, after)
      await eachCard(question, scope, { tx, take: (card) => totals.add(card) })
      const positions = positionMap(await readPositions(tx))
      const { page, next } = totals.page(Math.min(question.limit, PROJECTS_AT_ONCE))
      const events = await eventsOf(figure, { ...question, projectIds: page }, tx)
      return { ...totals.sums, positions, events, next }
    } finally {
      await tx.query('rollback').catch(() => undefined)
      tx.release()
    }
  }
}

class Totals {
  readonly sums = { numerator: 0, denominator: 0, unknown: 0, projects: 0 }
  private readonly contributing: string[] = []

  constructor(
    private readonly figure: ExplainedFigure,
    private readonly day: CalendarDate,
    private readonly after: string | undefined,
  ) {}

  add(card: Card): void {
    const numerator = this.figure.numerator(card, this.day)
    const denominator = this.figure.denominator?.(card, this.day) ?? 0
    this.sums.projects += 1
    this.sums.numerator += numerator
    this.sums.denominator += denominator
    this.sums.unknown += this.figure.unknown?.(card, this.day) ?? 0
    // A project whose events cancel out adds nothing and is not listed.
    if (numerator === 0 && denominator === 0) return
    if (this.after === undefined || card.projectId > this.after) this.contributing.push(card.projectId)
  }

  page(limit: number): { page: readonly string[]; next: string | null } {
    const page = this.contributing.slice(0, limit)
    const more = this.contributing.length > limit
    return { page, next: more ? encodeCursor({ after: page.at(-1) }) : null }
  }
}

/** Reads the cards of a question in the order of their ids, portion by portion. */
async function eachCard(
  question: ExplainQuestion,
  scope: ScopeFilter,
  { tx, take }: { tx: PoolClient; take: (card: Card) => void },
): Promise<void> {
  for (let last: string | undefined; ;) {
    const { from, conditions } = projectSet(question, scope)
    if (question.projectId !== undefined) conditions.add('p.project_id = ?', question.projectId)
    if (last !== undefined) conditions.add('p.project_id > ?', last)
    const { rows } = await tx.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${COLUMNS} from ${from} where ${conditions.sql} order by p.project_id limit ${ROWS_AT_ONCE}) r`,
      conditions.values,
    )
    const cards = rows.map(({ row }) => faceOfJson(row) as Card)
    cards.forEach(take)
    last = cards.at(-1)?.projectId
    if (rows.length < ROWS_AT_ONCE) return
  }
}

async function eventsOf(
  figure: ExplainedFigure,
  { projectIds, knownOn, day }: { projectIds: readonly string[]; knownOn?: string; day: CalendarDate },
  tx: PoolClient,
): Promise<readonly ExplainedEvent[]> {
  const { rows } = await tx.query<StoryRow>(
    `select event_id as "eventId", project_id as "projectId", source, type, occurred_on::text as "occurredOn",
       recorded_at as "recordedAt", known_on::text as "knownOn", known_on_claimed as "knownOnClaimed", actor, data,
       sequence::integer as sequence
     from story_event where project_id = any($1) and known_on <= coalesce($2::date, 'infinity')
     order by project_id, sequence`,
    [projectIds, knownOn ?? null],
  )
  return projectIds.flatMap((projectId) => {
    const story = rows.filter((row) => row.projectId === projectId)
    const shares = new Map(contributionsTo(figure, story.map(factOf), day).map((share) => [share.factId, share]))
    return toldRows(story, null).flatMap(({ item }) => {
      const share = shares.get(item.eventId)
      return share ? [{ ...item, adds: { numerator: share.numerator, denominator: share.denominator } }] : []
    })
  })
}
