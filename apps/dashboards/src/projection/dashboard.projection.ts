import { setImmediate as endOfTurn } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { type DataOf, type RecordedEvent, RegionDefined } from '@zhuji/contracts'
import type { Projection } from '@zhuji/messaging'
import { type Card, unknownCard } from '../card/card.js'
import { cardColumns, historyColumns, historyKeyColumns } from '../card/card-row.js'
import type { Fact } from '../card/fact.js'
import {
  arraysOf,
  asText,
  type Columns,
  namesOf,
  rowReader,
  together,
  selected,
  selectedAsText,
  unnested,
} from '@zhuji/messaging'
import { isBuilt, ModelNotBuilt } from '../edition/edition.js'
import { holdState, noteEdition } from '../edition/model-state.repository.js'
import { insertStory, knownEvents, loadStories } from '../story/story.projection.js'
import { dashboardEvents, isAboutProject } from './dashboard-events.js'
import { DASHBOARD_GROUP } from './dashboard-group.js'
import { BatchPlan, needsStory, type ProjectFacts } from './plan-batch.js'
import { tablesOfSums, writeCells, writeMonths, writeStarts } from './sums.projection.js'

/** All read models of this service, as one (docs/adr/0011). */
export const dashboardProjection: Projection = {
  group: DASHBOARD_GROUP,
  events: dashboardEvents,
  take: projectFacts,
  tables: [
    { name: 'project_card', key: ['project_id'] },
    { name: 'card_history', key: ['project_id', 'occurred_on', 'known_from'] },
    { name: 'card_search', key: ['project_id'] },
    { name: 'project_trait', key: ['trait', 'project_id'] },
    ...tablesOfSums,
    { name: 'story_event', key: ['event_id'], incidental: ['xid', 'sequence'] },
    { name: 'region', key: ['code'] },
    { name: 'model_edition', key: ['model'] },
  ],
}

/**
 * Takes a batch of recorded facts in: every table with one statement a portion, all in the caller's transaction. An event that is
 * already in the story has no effect, so a repeated batch changes nothing.
 */
export async function projectFacts(events: readonly RecordedEvent[], tx: PoolClient): Promise<void> {
  const about = events.filter(({ type }) => isAboutProject(type))
  const ids = [...new Set(about.map(({ key }) => key))]
  // What the story has is asked behind the cards' locks, so that it includes what others have done with these projects.
  const [state, cards, known] = await Promise.all([holdState(tx), lockCards(ids, tx), knownEvents(about, tx)])
  if (!state) await noteEdition(tx)
  else if (!isBuilt(state)) throw new ModelNotBuilt()
  const fresh = [...new Map(about.map((event) => [event.id, event])).values()].filter(({ id }) => !known.has(id))
  const byProject = groupByProject(fresh)
  const projects = [...byProject].map(([projectId, facts]) => ({ projectId, facts, card: cards.get(projectId) }))
  const stories = await earlierFacts(projects.filter(needsStory), tx)
  const writes: Promise<void>[] = []
  for (const [plan, isLast] of plansOf(projects, stories)) {
    if (isLast) for (const path of regionsIn(events)) plan.defineRegion(path)
    const written = writePlan(plan, tx)
    // Waited for below, also when it fails before.
    written.catch(() => undefined)
    writes.push(written)
    // What was sent is on its way, so that the server writes one portion while the next is worked out.
    if (!isLast) await endOfTurn()
  }
  await together([...writes, insertStory(fresh, tx)])
}

function regionsIn(events: readonly RecordedEvent[]) {
  const defined = events.filter(({ type }) => type === RegionDefined.type)
  return defined.map(({ data }) => (data as DataOf<typeof RegionDefined>).regionPath)
}

/** What is worked out in one go: nobody else is heard meanwhile. */
const PORTION_FACTS = 1_000

/** At least one plan, so that a batch about no project is written too. */
function* plansOf(
  projects: readonly ProjectFacts[],
  stories: ReadonlyMap<string, readonly Fact[]>,
): Generator<readonly [plan: BatchPlan, isLast: boolean]> {
  let plan = new BatchPlan()
  let facts = 0
  for (const project of projects) {
    if (facts >= PORTION_FACTS) {
      yield [plan, false]
      plan = new BatchPlan()
      facts = 0
    }
    plan.take({ ...project, story: stories.get(project.projectId) })
    facts += project.facts.length
  }
  yield [plan, true]
}

function groupByProject(events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> {
  const groups = new Map<string, RecordedEvent[]>()
  for (const event of events) {
    const group = groups.get(event.key)
    if (group) group.push(event)
    else groups.set(event.key, [event])
  }
  return groups
}

/**
 * The batch's cards, locked in one order so that processes that share the group cannot block each other. Cards that are
 * not there yet cannot be locked: batches that bring new projects go one after the other.
 */
async function lockCards(ids: readonly string[], tx: PoolClient): Promise<Map<string, Card>> {
  const cards = await selectCards(ids, tx)
  const missing = ids.filter((id) => !cards.has(id))
  if (missing.length === 0) return cards
  const [, others] = await Promise.all([
    tx.query(`select pg_advisory_xact_lock(hashtext('dashboards.new-projects'))`),
    selectCards(missing, tx),
  ])
  return new Map([...cards, ...others])
}

const cardOf = rowReader(cardColumns, unknownCard(''))

async function selectCards(ids: readonly string[], tx: PoolClient): Promise<Map<string, Card>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<(string | null)[]>({
    name: 'lock-cards',
    text: `select ${selectedAsText(cardColumns, 'c')} from project_card c
      where c.project_id = any($1) order by c.project_id for update`,
    values: [ids],
    rowMode: 'array',
    types: asText,
  })
  return new Map(
    rows.map((row) => {
      const card = cardOf(row)
      return [card.projectId, card]
    }),
  )
}

async function earlierFacts(projects: readonly ProjectFacts[], tx: PoolClient): Promise<Map<string, readonly Fact[]>> {
  if (projects.length === 0) return new Map()
  const ids = projects.map(({ projectId }) => projectId)
  const stories = await loadStories(ids, tx)
  return new Map(ids.map((id) => [id, stories.get(id) ?? []]))
}

/** Sent together, taken up by the server in this order. */
export async function writePlan(plan: BatchPlan, tx: PoolClient): Promise<void> {
  await together([
    writeRows('project_card', plan.cards, tx),
    removeHistory(plan, tx),
    writeRows('card_history', plan.history, tx),
    writeRows('card_search', plan.search, tx),
    writeTraits(plan, tx),
    writeRows('region', [...plan.regions.values()], tx),
    // Every batch moves the sums of the whole, so that batches wait for each other there anyway; they do it before the
    // first sum, because they write them in different orders. What is written behind it has one writer at a time.
    tx.query(`select pg_advisory_xact_lock(hashtext('dashboards.sums'))`),
    writeCells(plan.cells.changes(), tx),
    writeStarts(plan.starts.changes(), tx),
    writeMonths(plan.months.changes(), tx),
  ])
}

interface Table {
  readonly key: readonly string[]
  readonly columns: Columns
}

const tables = {
  project_card: { key: ['project_id'], columns: cardColumns },
  card_history: {
    key: ['project_id', 'occurred_on', 'known_from'],
    columns: { ...historyColumns, ...historyKeyColumns },
  },
  card_search: {
    key: ['project_id'],
    columns: { projectId: ['project_id', 'uuid'], terms: ['terms', 'text[]'], text: ['text', 'text'] },
  },
  region: {
    key: ['code'],
    columns: { code: ['code', 'text'], name: ['name', 'text'], parent: ['parent', 'text'], path: ['path', 'text[]'] },
  },
} as const satisfies Record<string, Table>
const statements = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, upsert(name, table)]))

function upsert(name: string, { key, columns }: Table): string {
  const names = namesOf(columns)
  const updates = names.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`)
  return `insert into ${name} (${names.join(', ')}) select ${selected(columns).join(', ')} from ${unnested(columns)}
    order by ${key.map((column) => `r.${column}`).join(', ')}
    on conflict (${key.join(', ')}) do update set ${updates.join(', ')}`
}

async function writeRows(table: keyof typeof tables, rows: readonly object[], tx: PoolClient): Promise<void> {
  if (rows.length === 0) return
  const { columns } = tables[table]
  await tx.query({ name: `write-${table}`, text: statements[table]!, values: arraysOf(columns, rows) })
}

async function removeHistory({ removals }: BatchPlan, tx: PoolClient): Promise<void> {
  if (removals.length === 0) return
  await tx.query({
    name: 'remove-history',
    text: `delete from card_history h using ${unnested(historyKeyColumns)}
      where h.project_id = r.project_id and h.occurred_on = r.occurred_on and h.known_from = r.known_from`,
    values: arraysOf(historyKeyColumns, removals),
  })
}

const traitColumns = { trait: ['trait', 'text'], projectId: ['project_id', 'uuid'] } as const satisfies Columns

async function writeTraits({ traits }: BatchPlan, tx: PoolClient): Promise<void> {
  if (traits.length === 0) return
  await tx.query({
    name: 'write-traits',
    text: `insert into project_trait (trait, project_id) select ${selected(traitColumns).join(', ')}
      from ${unnested(traitColumns)} order by 1, 2 on conflict do nothing`,
    values: arraysOf(traitColumns, traits),
  })
}
