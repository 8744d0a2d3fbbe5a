import type { Pool, PoolClient } from 'pg'
import { inTransaction } from '@zhuji/messaging'
import { BatchPlan, needsStory } from '../projection/plan-batch.js'
import { writePlan } from '../projection/dashboard.projection.js'
import { tablesOfSums } from '../projection/sums.projection.js'
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
 * rows of the other tables are overwritten, project by project. Consumers wait meanwhile (`holdState`), so that the story
 * stays as it is and a page can be worked out while the one before it is written.
 */
export class Rebuild {
  private ahead: Promise<Page | undefined> | undefined

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
      for (const { name } of tablesOfSums) await tx.query(`delete from ${name}`)
      return true
    })
  }

  /** Builds the next page; returns how many projects it had: 0 when all are done, or when another program took over. */
  async step(): Promise<number> {
    // Before a connection is taken: whoever works ahead may be waiting for it.
    const ahead = await this.ahead
    this.ahead = undefined
    return inTransaction(this.pool, async (tx) => {
      const state = await lockState(tx)
      if (!state || state.complete || state.edition !== EDITION) return 0
      const page = ahead?.behind === state.behind ? ahead : await this.pageBehind(state.behind, tx)
      const last = page.ids.at(-1)
      if (last !== undefined) {
        this.ahead = this.pageBehind(last, this.pool).catch(() => undefined)
        await tx.query('delete from card_history where project_id = any($1)', [page.ids])
        await writePlan(page.plan, tx)
      }
      await writeState(tx, last === undefined, last ?? null)
      return page.ids.length
    })
  }

  private async pageBehind(behind: string | null, client: Client): Promise<Page> {
    const ids = await nextProjects(behind, this.page, client)
    return { behind, ids, plan: await planOf(ids, client) }
  }
}

type Client = Pick<PoolClient, 'query'>

/** The next projects behind one, and what the tables will say of them. */
interface Page {
  readonly behind: string | null
  readonly ids: readonly string[]
  readonly plan: BatchPlan
}

async function nextProjects(behind: string | null, page: typeof PAGE, client: Client): Promise<readonly string[]> {
  const rest = new Conditions()
  if (behind !== null) rest.add('project_id > ?', behind)
  const { rows } = await client.query<{ project_id: string; events: number }>(
    `select project_id, count(*)::integer as events from story_event where ${rest.sql}
     group by project_id order by project_id limit ${page.projects}`,
    rest.values,
  )
  let events = 0
  const tooMany = rows.findIndex((row) => (events += row.events) > page.events)
  return rows.slice(0, tooMany < 0 ? rows.length : Math.max(tooMany, 1)).map((row) => row.project_id)
}

async function planOf(ids: readonly string[], client: Client): Promise<BatchPlan> {
  const plan = new BatchPlan()
  for (const [projectId, facts] of await loadStories(ids, client)) {
    const project = { projectId, card: undefined, facts }
    plan.take(needsStory(project) ? { ...project, story: [] } : project)
  }
  // Divisions are left as they are: what gave one another name is in no project's story.
  plan.regions.clear()
  return plan
}
