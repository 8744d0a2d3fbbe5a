import { Client, type ClientConfig, type Pool } from 'pg'
import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm'
import { TurnSocket } from './turn-socket.adapter.js'

type Entities = readonly (EntitySchema | (new () => object))[]
type Migrations = readonly (new () => MigrationInterface)[]

export interface ServiceDatabase {
  readonly url: string
  /** The service's name is its schema: nobody else writes there. */
  readonly context: string
  readonly poolSize: number
  readonly entities: Entities
  readonly migrations: Migrations
}

/**
 * A connection that was handed out and is lost between two statements has nobody waiting for an answer; without a listener
 * Node would end the process. Whoever holds it learns of the loss from the next statement.
 */
class ServiceClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}

/**
 * Connects a service to its own schema. Brings the schema up to date, one process at a time, unless that is somebody
 * else's work: then the role needs no right to define anything, and throws when the schema is behind.
 */
export async function openServiceDatabase(
  database: ServiceDatabase,
  { migrates = true }: { readonly migrates?: boolean } = {},
): Promise<DataSource> {
  const source = new DataSource(optionsFor(database))
  await source.initialize()
  try {
    if (migrates) await bringUpToDate(source, database)
    else if (await source.showMigrations()) {
      throw new Error(`the schema ${database.context} is behind this program: run it with MIGRATIONS=only first`)
    }
    return source
  } catch (error) {
    await source.destroy()
    throw error
  }
}

async function bringUpToDate(source: DataSource, database: ServiceDatabase): Promise<void> {
  await withMigrationLock(database, async () => {
    await source.query(`create schema if not exists ${database.context}`)
    await source.runMigrations({ transaction: 'each' })
  })
}

/** TypeORM's own pool: entities and the hot statements share one set of connections. */
export function poolOf(source: DataSource): Pool {
  return (source.driver as unknown as { master: Pool }).master
}

function optionsFor({ url, context, poolSize, entities, migrations }: ServiceDatabase): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: context,
    entities: [...entities] as DataSourceOptions['entities'],
    migrations: [...migrations],
    migrationsTableName: 'migration',
    applicationName: `zhuji-${context}`,
    poolSize,
    connectTimeoutMS: 5_000,
    extra: {
      Client: ServiceClient,
      options: `-c search_path=${context} -c idle_in_transaction_session_timeout=30s`,
      keepAlive: true,
      // Statements that do not need each other's answers travel together; whoever awaits each one sees no difference.
      pipeline: true,
      stream: () => new TurnSocket(),
    },
  }
}

async function withMigrationLock(database: ServiceDatabase, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('zhuji-migration-' || $1))`, [database.context])
    await work()
  } finally {
    await client.end()
  }
}
