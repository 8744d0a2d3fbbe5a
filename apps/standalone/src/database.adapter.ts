import { join } from 'node:path'
import { Client } from 'pg'
import { type EmbeddedServer, startEmbeddedPostgres } from '@zhuji/platform'

const DATABASE = 'zhuji'

/** The embedded PostgreSQL with the one database all services share, each in its own schema. */
export async function openEmbeddedDatabase(
  dataDirectory: string,
): Promise<{ readonly server: EmbeddedServer; readonly url: string }> {
  const server = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres') })
  const client = new Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
  return { server, url: server.url(DATABASE) }
}
