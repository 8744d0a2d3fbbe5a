import { type Event, type ReadEvent } from '@event-driven-io/emmett'
import {
  getPostgreSQLEventStore,
  type PostgresEventStore,
  postgreSQLEventStoreConsumer,
} from '@event-driven-io/emmett-postgresql'
import pg from 'pg'
import { BATCH_ENTRIES, type CompetingLog, POOL_SIZE } from './competing-log.js'
import type { Entry } from './entry.js'

type EntryPosted = Event<'EntryPosted', Entry>

/** Its consumer is asked for large batches and no pause between them; by itself it takes 100 and waits 50 ms. */
export class EmmettLog implements CompetingLog {
  private constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
    private readonly store: PostgresEventStore,
  ) {}

  static async on(url: string): Promise<EmmettLog> {
    const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE })
    const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } })
    await store.schema.migrate()
    return new EmmettLog(url, pool, store)
  }

  async append(entry: Entry): Promise<unknown> {
    return this.store.appendToStream<EntryPosted>(entry.projectId, [{ type: 'EntryPosted', data: entry }])
  }

  async drain(taken: (entryIds: readonly string[]) => void): Promise<void> {
    const consumer = postgreSQLEventStoreConsumer<EntryPosted>({
      connectionString: this.url,
      pulling: { batchSize: BATCH_ENTRIES, pullingFrequencyInMs: 1 },
      stopWhen: { noMessagesLeft: true },
    })
    consumer.reactor<EntryPosted>({
      processorId: 'counter',
      eachMessage: ({ data }: ReadEvent<EntryPosted>) => taken([data.entryId]),
    })
    try {
      await consumer.start()
    } finally {
      await consumer.close()
    }
  }

  async close(): Promise<void> {
    await this.store.close()
    await this.pool.end()
  }
}
