import type { NewEvent, RecordedEvent } from '@zhuji/contracts'
import { type BatchHandler, CreateConsumerTables1790000000001, inTransaction } from '@zhuji/messaging'
import { openServiceDatabase, poolOf } from '@zhuji/platform'
import { type FreshDatabase, freshDatabase } from '@zhuji/testing'
import { recorded } from './told.features.js'

type Database = Awaited<ReturnType<typeof openServiceDatabase>>
type Migrations = Parameters<typeof openServiceDatabase>[0]['migrations']

export interface ServiceUnderTest {
  readonly migrations: Migrations
  readonly project: BatchHandler
}

/** A dashboards schema of one's own, filled by handing over batches as a bus would. */
export class TakenIn {
  private readonly pool: ReturnType<typeof poolOf>

  private constructor(
    readonly source: Database,
    private readonly database: FreshDatabase,
    private readonly project: ServiceUnderTest['project'],
  ) {
    this.pool = poolOf(source)
  }

  static async open({ migrations: own, project }: ServiceUnderTest): Promise<TakenIn> {
    const database = await freshDatabase()
    const migrations = [CreateConsumerTables1790000000001, ...own]
    const options = { url: database.url, context: 'dashboards', poolSize: 4, entities: [], migrations }
    return new TakenIn(await openServiceDatabase(options), database, project)
  }

  async batch(...events: readonly RecordedEvent[]): Promise<void> {
    await inTransaction(this.pool, (tx) => this.project(events, tx))
  }

  async empty(): Promise<void> {
    await this.pool
      .query(`truncate project_card, card_history, card_search, summary_cell, summary_past, start_cell, start_past, series_month, series_past,
      story_event, region, model_edition`)
  }

  async close(): Promise<void> {
    await this.source.destroy()
    await this.database.drop()
  }
}

/** Facts that became known on a day. */
export function knownOn(day: string, ...events: readonly NewEvent[]): RecordedEvent[] {
  return events.map((event) => recorded(event, { knownOn: day }))
}
