import PgBoss from 'pg-boss'
import { BATCH_ENTRIES, type CompetingLog, POOL_SIZE } from './competing-log.js'
import type { Entry } from './entry.js'

const QUEUE = 'entries'

/** A queue of jobs; fetched without its worker, which would wait half a second between batches. */
export class PgBossLog implements CompetingLog {
  private constructor(private readonly boss: PgBoss) {}

  static async on(url: string): Promise<PgBossLog> {
    const boss = new PgBoss({ connectionString: url, max: POOL_SIZE })
    boss.on('error', (error) => {
      throw error
    })
    await boss.start()
    await boss.createQueue(QUEUE)
    return new PgBossLog(boss)
  }

  async append(entry: Entry): Promise<unknown> {
    return this.boss.send(QUEUE, entry)
  }

  async drain(taken: (entryIds: readonly string[]) => void): Promise<void> {
    for (;;) {
      const jobs = await this.boss.fetch<Entry>(QUEUE, { batchSize: BATCH_ENTRIES })
      if (jobs.length === 0) return
      taken(jobs.map(({ data }) => data.entryId))
      await this.boss.complete(
        QUEUE,
        jobs.map(({ id }) => id),
      )
    }
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false, wait: true })
  }
}
