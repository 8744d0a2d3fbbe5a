import type { Pool, PoolClient } from 'pg'
import type { CalendarDate } from '@zhuji/kernel'
import { inTransaction } from '@zhuji/messaging'
import { withRhythms } from '../watch/known-rhythms.js'
import { rhythmsOfProgrammes } from '../watch/known-rhythms.repository.js'
import type { Watched } from '../watch/watched.js'

export interface NextCheck {
  readonly projectId: string
  readonly checkOn: CalendarDate | null
}

/**
 * Hands out the rows that must be evaluated. A round keeps its rows locked until it has settled, so that no other process
 * evaluates them and no fact changes them meanwhile; rounds are small, because facts about these projects wait. A process
 * that dies leaves its rows due.
 */
export class DueProjects {
  constructor(private readonly pool: Pool) {}

  /** True when the round was full: there may be more. */
  async round(today: CalendarDate, limit: number, work: (due: readonly Watched[]) => Promise<readonly NextCheck[]>) {
    let due: readonly Watched[] = []
    try {
      return await inTransaction(this.pool, async (tx) => {
        due = await claim(tx, today, limit)
        const next = due.length > 0 ? await work(due) : []
        if (next.length > 0) await settle(tx, next)
        return due.length === limit
      })
    } catch (error) {
      if (due.length > 0) await this.checkAgain(due.map((watched) => watched.projectId))
      throw error
    }
  }

  /**
   * A round that lost its locks on the way (a process that was frozen for half a minute) may have recorded something from
   * facts that have changed since: looking again puts that right.
   */
  private async checkAgain(projectIds: readonly string[]): Promise<void> {
    const text = `update watched_project set check_on = '-infinity' where project_id = any($1)`
    await this.pool.query(text, [projectIds]).catch(() => undefined)
  }
}

async function claim(tx: PoolClient, today: CalendarDate, limit: number): Promise<readonly Watched[]> {
  const { rows } = await tx.query<{ facts: Watched }>({
    name: 'due-projects',
    text: `select facts from watched_project where check_on <= $1::date and judge_from <= now() order by check_on limit $2
      for update skip locked`,
    values: [today, limit],
  })
  if (rows.length === 0) return []
  const rhythms = await rhythmsOfProgrammes(tx)
  return rows.map((row) => withRhythms(row.facts, rhythms))
}

async function settle(tx: PoolClient, next: readonly NextCheck[]): Promise<void> {
  await tx.query({
    name: 'due-settled',
    text: `update watched_project w set check_on = n.check_on
      from unnest($1::uuid[], $2::date[]) as n (project_id, check_on) where w.project_id = n.project_id`,
    values: [next.map((row) => row.projectId), next.map((row) => row.checkOn)],
  })
}
