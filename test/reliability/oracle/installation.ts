import { readFileSync } from 'node:fs'
import { pagesOf } from '@zhuji/messaging'
import { Pool } from 'pg'

/** The services as an observer reaches them: one address for questions, each database for the truth. */
export interface Reachable {
  readonly address: string
  databaseUrl(service: string): string
}

/** Every service records: dashboards the months that were closed and the bulletins that were issued. */
export const recording = ['registry', 'milestones', 'funding', 'alerts', 'dashboards'] as const
export type Service = (typeof recording)[number]

interface TopicFile {
  readonly events: readonly { readonly name: string; readonly groups: readonly string[] }[]
}

/** Who reads whose log, as generated from the consumers themselves. */
export const readings = (JSON.parse(readFileSync('deploy/topics.json', 'utf8')) as TopicFile).events.flatMap(
  ({ name, groups }) =>
    groups.map((group) => ({ source: name.split('.')[1] as Service, group, service: group.split('.')[0] as Service })),
)

/** Two connections to each service's database; a database that is away for a moment is a fault of this moment only. */
export class Installation {
  private readonly pools: ReadonlyMap<Service, Pool>

  constructor(readonly reachable: Reachable) {
    this.pools = new Map(
      recording.map((service) => {
        const pool = new Pool({ connectionString: reachable.databaseUrl(service), max: 2 })
        pool.on('error', () => undefined)
        return [service, pool] as const
      }),
    )
  }

  async rows<Row extends object>(service: Service, text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pools.get(service)!.query<Row>(text, [...values])).rows
  }

  /** For what may be a million rows: a page in memory at a time. */
  async *pages<Row extends object>(service: Service, text: string): AsyncGenerator<readonly Row[]> {
    const client = await this.pools.get(service)!.connect()
    try {
      await client.query('begin read only')
      yield* pagesOf<Row>(client, { text })
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()))
  }
}
