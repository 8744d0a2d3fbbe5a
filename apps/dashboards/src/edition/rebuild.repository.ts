import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '@zhuji/messaging'
import { BatchPlan, needsStory } from '../projection/plan-batch.js'
import { writePlan } from '../projection/dashboard.projection.js'
import { sumTables } from '../projection/sums.projection.js'
import { Conditions } from '../scope/conditions.js'
import { loadStories } from '../story/story.projection.js'
import { EDITION, isBuilt } from './edition.js'
import { lockState, writeState } from './model-state.repository.js'

/** One transaction's projects and, but for a project that has more by itself, its events: some tens of megabytes. */
const PAGE = { projects: 500, events: 10_000 }

/**
 * Builds the read models anew from the story, which has every event that is in effect: no log is read and no position
 * moves, whichever bus they came by. Projects are independent of each other and are done one page after the other, each
 * page in one transaction with how far it went, so that a rebuild goes on where it was cut off. Sums are emptied first;
 * rows of the other tables are overwritten, project by project. Consumers wait meanwhile (`holdState`).
 */
export class Rebuild {
  constructor(
    private readonly pool: Pool,
    private readonly page: typeof PAGE = PAGE,
  ) {}

  /** True when there is something to build: the tables were made by another program, or a rebuild was cut off. */
  async begin(): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const state = await lockState(tx)
      if (isBuilt(state)) return false
      if (state?.edition === EDITION) return true
      const { rowCount } = await tx.query('select from story_event limit 1')
      const isEmpty = rowCount === 0
      await writeState(tx, isEmpty, null)
      if (isEmpty) return false
      for (const { name } of sumTables) await tx.query(`delete from ${name}`)
      return true
    })
  }

  /** Builds the next page; returns how many projects it had: 0 when all are done, or when another program took over. */
  async step(): Promise<number> {
    return inTransaction(this.pool, async (tx) => {
      const state = await lockState(tx)
      if (!state || state.complete || state.edition !== EDITION) return 0
      const ids = await nextProjects(state.behind, this.page, tx)
      if (ids.length > 0) await build(ids, tx)
      await writeState(tx, ids.length === 0, ids.at(-1) ?? null)
      return ids.length
    })
  }
}

async function nextProjects(behind: string | null, page: typeof PAGE, tx: PoolClient): Promise<readonly string[]> {
  const rest = new Conditions()
  if (behind !== null) rest.add('project_id > ?', behind)
  const { rows } = await tx.query<{ project_id: string; events: number }>(
    `select project_id, count(*)::integer as events from story_event where ${rest.sql}
     group by project_id order by project_id limit ${page.projects}`,
    rest.values,
  )
  let events = 0
  const tooMany = rows.findIndex((row) => (events += row.events) > page.events)
  return rows.slice(0, tooMany < 0 ? rows.length : Math.max(tooMany, 1)).map((row) => row.project_id)
}

async function build(ids: readonly string[], tx: PoolClient): Promise<void> {
  const [stories] = await Promise.all([
    loadStories(ids, tx),
    tx.query('delete from card_history where project_id = any($1)', [ids]),
  ])
  const plan = new BatchPlan()
  for (const [projectId, facts] of stories) {
    const project = { projectId, card: undefined, facts }
    plan.take(needsStory(project) ? { ...project, story: [] } : project)
  }
  // Divisions are left as they are: what gave one another name is in no project's story.
  plan.regions.clear()
  await writePlan(plan, tx)
}
