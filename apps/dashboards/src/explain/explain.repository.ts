import { ProjectRegistered } from '@zhuji/contracts'
import { Inject, Injectable } from '@nestjs/common'
import type { PoolClient } from 'pg'
import { DataSource } from 'typeorm'
import { z } from 'zod'
import type { CalendarDate } from '@zhuji/kernel'
import { decodeCursor, encodeCursor, poolOf, type ScopeFilter } from '@zhuji/platform'
import { type Card, unknownCard } from '../card/card.js'
import { shownOf } from '../card/fact.js'
import { foldCard } from '../card/fold-card.js'
import { faceOfJson, historyColumns, selectList } from '../card/card-row.js'
import { positionMap, readPositions } from '../positions/read-positions.repository.js'
import { inSnapshot } from '../positions/snapshot.repository.js'
import { type ProjectFilters, projectSet } from '../projects/project-conditions.js'
import type { AskedClocks } from '../scope/clocks.js'
import { Summaries } from '../summary/summary.repository.js'
import { loadStories } from '../story/story.projection.js'
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
  /** Their versions in their order, where the figure is one project's. */
  readonly baselines?: readonly number[]
  readonly events: readonly ExplainedEvent[]
  readonly next: string | null
}

const cursorSchema = z.object({ after: z.uuid() })
const COLUMNS = selectList(historyColumns, 'p')
/** A page is the events of so many projects: a figure of a project is a few events. */
const PROJECTS_AT_ONCE = 50
const ROWS_AT_ONCE = 500

@Injectable()
export class Explanations {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Summaries) private readonly summaries: Summaries,
  ) {}

  /**
   * The parts are those of the whole question; the events are those of the next contributing projects. Parts of a plain
   * group come from its summary, so that only the projects of the page are read; any other question reads all of its projects.
   */
  async explain(figure: ExplainedFigure, question: ExplainQuestion, scope: ScopeFilter): Promise<Explanation> {
    const after = decodeCursor(question.cursor, cursorSchema)?.after
    return inSnapshot(poolOf(this.source), async (tx) => {
      const kept = await this.keptParts(figure, { question, scope }, tx)
      const parts = new Parts(figure, { day: question.day, after, limit: Math.min(question.limit, PROJECTS_AT_ONCE) })
      const from = kept ? after : undefined
      const whole = figure.ofOneProjectOnly ? await wholeCard(question, tx) : undefined
      await eachCard({ question, scope, from }, tx, (card) => parts.add(whole ?? card) || !kept)
      const positions = positionMap(await readPositions(tx))
      const { page, next } = parts.page()
      const events = await eventsOf(figure, { ...question, projectIds: page }, tx)
      const sums = kept ?? parts.sums
      const baselines = whole?.detail.baselines.map(({ version }) => version)
      return { ...sums, numerator: inUnits(figure, sums.numerator), positions, baselines, events, next }
    })
  }

  /** Undefined when a filter narrows further than a summary can. */
  private async keptParts(
    { sums }: ExplainedFigure,
    { question, scope }: { question: ExplainQuestion; scope: ScopeFilter },
    tx: PoolClient,
  ): Promise<PartSums | undefined> {
    const { region, facilityGroup, facilityKind, status, knownOn, asOf, day } = question
    if (!sums || narrowing.some((name) => question[name] !== undefined)) return undefined
    const filters = { region, facilityGroup, facilityKind, status, knownOn, asOf }
    const { total } = (await this.summaries.read(filters, { scope, day }, tx)).sums
    const of = (name: string | undefined) => (name === undefined ? 0 : (total[name] ?? 0))
    return {
      numerator: of(sums.numerator),
      denominator: of(sums.denominator),
      unknown: of(sums.unknown),
      projects: of('projects'),
    }
  }
}

function inUnits({ scale = 1 }: ExplainedFigure, amount: number): number {
  return amount / scale
}

const narrowing = ['projectId', 'stage', 'registerWord', 'halt', 'ownerUnit', 'alert', 'moneyAhead', 'q'] as const

interface PartSums {
  numerator: number
  denominator: number
  unknown: number
  projects: number
}

/** Sums the parts over cards and keeps the ids of the contributing projects of one page. */
class Parts {
  readonly sums: PartSums = { numerator: 0, denominator: 0, unknown: 0, projects: 0 }
  private readonly contributing: string[] = []

  constructor(
    private readonly figure: ExplainedFigure,
    private readonly asked: { readonly day: CalendarDate; readonly after: string | undefined; readonly limit: number },
  ) {}

  /** False when the page is full and one more is known to follow. */
  add(card: Card): boolean {
    const { day, after, limit } = this.asked
    const numerator = this.figure.numerator(card, day)
    const denominator = this.figure.denominator?.(card, day) ?? 0
    this.sums.projects += 1
    this.sums.numerator += numerator
    this.sums.denominator += denominator
    this.sums.unknown += this.figure.unknown?.(card, day) ?? 0
    // A project whose events cancel out adds nothing and is not listed.
    const contributes = (numerator !== 0 || denominator !== 0) && (after === undefined || card.projectId > after)
    if (contributes && this.contributing.length <= limit) this.contributing.push(card.projectId)
    return this.contributing.length <= limit
  }

  page(): { page: readonly string[]; next: string | null } {
    const { limit } = this.asked
    const page = this.contributing.slice(0, limit)
    return { page, next: this.contributing.length > limit ? encodeCursor({ after: page.at(-1) }) : null }
  }
}

/** Reads the cards of a question in the order of their ids, portion by portion, until `take` has seen enough. */
async function eachCard(
  { question, scope, from: first }: { question: ExplainQuestion; scope: ScopeFilter; from: string | undefined },
  tx: PoolClient,
  take: (card: Card) => boolean,
): Promise<void> {
  for (let last = first; ;) {
    const { from, conditions, projectId } = projectSet(question, scope)
    if (question.projectId !== undefined) conditions.add(`${projectId} = ?`, question.projectId)
    if (last !== undefined) conditions.add(`${projectId} > ?`, last)
    const { rows } = await tx.query<{ row: string }>(
      `select row_to_json(r)::text as row
       from (select ${COLUMNS} from ${from} where ${conditions.sql} order by ${projectId} limit ${ROWS_AT_ONCE}) r`,
      conditions.values,
    )
    for (const { row } of rows) {
      const card = faceOfJson(row) as Card
      last = card.projectId
      if (!take(card)) return
    }
    if (rows.length < ROWS_AT_ONCE) return
  }
}

/** Rows of many projects have no detail; a figure of one project may ask for it. */
async function wholeCard({ projectId = '', ...clocks }: ExplainQuestion, tx: PoolClient): Promise<Card> {
  const facts = (await loadStories([projectId], tx)).get(projectId) ?? []
  return shownOf(facts, clocks).reduce(foldCard, unknownCard(projectId))
}

async function eventsOf(
  figure: ExplainedFigure,
  {
    projectIds,
    knownOn,
    asOf,
    day,
  }: AskedClocks & { readonly projectIds: readonly string[]; readonly day: CalendarDate },
  tx: PoolClient,
): Promise<readonly ExplainedEvent[]> {
  const { rows } = await tx.query<StoryRow>(
    `select event_id as "eventId", project_id as "projectId", source, type, occurred_on::text as "occurredOn",
       recorded_at as "recordedAt", known_on::text as "knownOn", known_on_claimed as "knownOnClaimed", actor, data,
       sequence::integer as sequence
     from story_event where project_id = any($1) and known_on <= coalesce($2::date, 'infinity')
       and (least(occurred_on, known_on) <= coalesce($3::date, 'infinity') or type = '${ProjectRegistered.type}')
     order by project_id, known_on, recorded_at, sequence`,
    [projectIds, knownOn ?? null, asOf ?? null],
  )
  return projectIds.flatMap((projectId) => {
    const story = rows.filter((row) => row.projectId === projectId)
    // Listed as the story tells them, the same after every rebuild; summed as the card took them in.
    const taken = story.toSorted((one, other) => one.sequence - other.sequence)
    const shares = new Map(contributionsTo(figure, taken.map(factOf), day).map((share) => [share.factId, share]))
    return toldRows(story, null).flatMap(({ item }) => {
      const share = shares.get(item.eventId)
      return share
        ? [{ ...item, adds: { numerator: inUnits(figure, share.numerator), denominator: share.denominator } }]
        : []
    })
  })
}
