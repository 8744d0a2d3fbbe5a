import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '@zhuji/platform'
import { eventually } from '@zhuji/testing'

export interface BenchDatabase {
  readonly pid: number
  /** A database of its own on the one server that all contenders share. */
  create(name: string): Promise<string>
  stop(): Promise<void>
}

/** The embedded server with its settings for users: fsync on, nothing given up for speed. */
export async function startDatabase(): Promise<BenchDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'zhuji-bench-'))
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres') })
  return {
    pid: server.pid,
    create: async (name) => {
      const client = new pg.Client({ connectionString: server.url('postgres') })
      await client.connect()
      await client.query(`create database ${pg.escapeIdentifier(name)}`)
      await client.end()
      return server.url(name)
    },
    stop: async () => {
      await eventually(() => assertAlone(server.url('postgres'))).catch(() => undefined)
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Pools call themselves ended before the server knows; a session that it has to end itself is an error nobody listens to. */
async function assertAlone(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
  const { rowCount } = await client.query(others).finally(() => client.end())
  if (rowCount) throw new Error(`${rowCount} sessions are still open`)
}
