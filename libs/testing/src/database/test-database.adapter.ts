import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { currentTestRun, oncePerRun } from '../test-run/test-run.adapter.js'
import { readTestRunConfig } from '../test-run/test-run.config.js'

export interface FreshDatabaseOptions {
  /** Names the migrated template; built by the first who asks in this run, cloned by everybody. */
  readonly template?: string
  /** Fills the template, or, without a template, the fresh database itself. */
  readonly migrate?: (url: string) => Promise<void>
}

export interface FreshDatabase {
  readonly url: string
  readonly name: string
  /** Ends every session that is still open on the database and removes it. */
  drop(): Promise<void>
}

/**
 * A database of one's own on the run's server: the embedded one, started by the first call of the run, or the server of
 * TEST_DATABASE_URL. Databases that nobody dropped go when the run ends.
 */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  const server = await testServerUrl()
  const name = `${databasePrefix()}${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const url = urlOf(server, name)
  await withAdmin(server, async (admin) => {
    const template = options.template === undefined ? 'template1' : await readyTemplate(admin, server, options)
    await createDatabase(admin, name, template)
  })
  if (options.template === undefined) await options.migrate?.(url)
  return { url, name, drop: () => withAdmin(server, (admin) => dropDatabase(admin, name)) }
}

/** The URL of the run's PostgreSQL server, at a database that is there for administration only. */
export async function testServerUrl(): Promise<string> {
  const { databaseUrl } = readTestRunConfig()
  if (databaseUrl === undefined) return oncePerRun('postgres', startEmbedded)
  await oncePerRun('external-postgres', async (run) => {
    const databases = JSON.stringify({ url: databaseUrl, prefix: databasePrefix() })
    await writeFile(join(run.directory, 'external-databases'), databases, { mode: 0o600 })
    return { value: true, pids: [] }
  })
  return databaseUrl
}

/** Loaded only by the one worker that starts the server: the platform library is large. */
async function startEmbedded({ directory, owner }: ReturnType<typeof currentTestRun>) {
  const { startEmbeddedPostgres } = await import('@zhuji/platform')
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), ephemeral: true, owner })
  return { value: server.url('postgres'), pids: [server.pid] }
}

/**
 * The template is filled under a working name and gets its real name only when it is whole, so the real name alone says
 * that it may be cloned. The lock makes workers that ask at the same time wait for the one that builds.
 */
async function readyTemplate(admin: pg.Client, server: string, options: FreshDatabaseOptions): Promise<string> {
  const digest = createHash('sha256').update(options.template!).digest('hex').slice(0, 16)
  const name = `${databasePrefix()}template_${digest}`
  if (await databaseExists(admin, name)) return name
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
  if (await databaseExists(admin, name)) return name
  const draft = `${name}_draft`
  await dropDatabase(admin, draft)
  await createDatabase(admin, draft, 'template1')
  await options.migrate?.(urlOf(server, draft))
  await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [draft])
  await admin.query(`alter database ${quoted(draft)} with allow_connections false`)
  await admin.query(`alter database ${quoted(draft)} rename to ${quoted(name)}`)
  await admin.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  return name
}

async function databaseExists(admin: pg.Client, name: string): Promise<boolean> {
  return (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1
}

async function createDatabase(admin: pg.Client, name: string, template: string): Promise<void> {
  await admin.query(`create database ${quoted(name)} template ${quoted(template)} strategy ${CLONE_STRATEGY}`)
}

const CLONE_STRATEGY = 'file_copy'

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${quoted(name)} with (force)`)
}

async function withAdmin<Value>(server: string, work: (admin: pg.Client) => Promise<Value>): Promise<Value> {
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

function databasePrefix(): string {
  return `zhuji_test_${currentTestRun().id}_`
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

const quoted = (name: string) => pg.escapeIdentifier(name)
