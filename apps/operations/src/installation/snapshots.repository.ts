import { Client } from 'pg'
import { services } from './services.js'

/** Where each service keeps its schema. */
export interface Installation {
  databaseUrl(context: string): string
  /** Whose signature counts, as checkpoints name it; undefined where nobody said. */
  readonly checkpointKey?: string | undefined
}

/**
 * One moment of every service, each seen over a connection of its own that writes nothing and holds nobody up. Services
 * that listen are looked at before those they listen to, so that no snapshot is ahead of the log it was made from.
 */
export class Snapshots {
  private constructor(private readonly clients: ReadonlyMap<string, Client>) {}

  static async open(installation: Installation): Promise<Snapshots> {
    const clients = new Map<string, Client>()
    try {
      for (const { context } of services) {
        const client = await connect(installation.databaseUrl(context))
        if (await beginSnapshot(client, context)) clients.set(context, client)
        else await client.end()
      }
    } catch (error) {
      await Promise.all([...clients.values()].map((client) => client.end()))
      throw error
    }
    return new Snapshots(clients)
  }

  /** Undefined for a service that has no schema here. */
  find(context: string): Client | undefined {
    return this.clients.get(context)
  }

  get(context: string): Client {
    const client = this.clients.get(context)
    if (!client) throw new Error(`the service ${context} has no schema here`)
    return client
  }

  async close(): Promise<void> {
    await Promise.all([...this.clients.values()].map((client) => client.end()))
  }
}

/** A connection that is lost shows at its next statement; unheard it would end the process. */
export async function connect(connectionString: string, searchPath?: string): Promise<Client> {
  const client = new Client({
    connectionString,
    application_name: 'zhuji-operations',
    connectionTimeoutMillis: 5_000,
    // As the services have it: a model's writes travel together.
    pipeline: true,
    options: `-c idle_in_transaction_session_timeout=0${searchPath ? ` -c search_path=${searchPath}` : ''}`,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function beginSnapshot(client: Client, context: string): Promise<boolean> {
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [
    `${context}.consumer_cursor`,
  ])
  return rows[0]!.there
}
