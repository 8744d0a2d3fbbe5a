import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { type EmbeddedServer, startEmbeddedPostgres } from '@zhuji/platform'
import { aFreePort, environmentWith, eventually, startTestIssuer, type TestIssuer } from '@zhuji/testing'
import { services } from './deployment-files.js'

const hasPsql = spawnSync('psql', ['--version']).status === 0
if (!hasPsql) process.stderr.write('\nSKIPPED: the databases of deploy/postgres: there is no psql here\n')
const describeWithPsql = hasPsql ? describe : describe.skip

/** What compose does on an empty PostgreSQL, then one service as compose starts it. */
describeWithPsql('on the databases that deploy/postgres creates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhuji-databases-'))
  let server: EmbeddedServer
  let issuer: TestIssuer
  let running: ChildProcess[] = []

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres'), ephemeral: true })
    issuer = await startTestIssuer()
    const { hostname, port, username, password } = new URL(server.url('postgres'))
    for (const service of services) {
      writeFileSync(join(folder, `${service}_database_url`), urlOf(service, service))
      writeFileSync(join(folder, `${service}_owner_url`), urlOf(service, `${service}_owner`))
    }
    const created = spawnSync('sh', ['deploy/postgres/create-databases.sh'], {
      env: environmentWith({
        PGHOST: hostname,
        PGPORT: port,
        PGPASSWORD: decodeURIComponent(password),
        POSTGRES_USER: username,
        SECRETS_DIRECTORY: folder,
        SQL_DIRECTORY: resolve('deploy/postgres'),
      }),
    })
    expect({ status: created.status, said: String(created.stderr) }).toEqual({ status: 0, said: '' })
  }, 60_000)

  afterEach(async () => {
    const ends = running.map(async (child) => {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    })
    await Promise.all(ends)
    running = []
  })

  afterAll(async () => {
    await issuer?.stop()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('a service does not start before its migrations have run', async () => {
    const port = await aFreePort()
    const child = start('registry', { PORT: String(port), ...ofService('registry') })
    expect(await ended(child)).toBe(1)
  })

  it.each(services)('%s is migrated by its owner and works with rows only', async (service) => {
    const migration = start(service, { MIGRATIONS: 'only', ...databaseOf(service, `${service}_owner`) })
    expect(await ended(migration)).toBe(0)
    const port = await aFreePort()
    start(service, { PORT: String(port), ...ofService(service) })
    await eventually(async () => expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200), {
      within: 60_000,
      describe: `${service} is ready`,
    })
  })

  it('the register records a fact, which nobody can change afterwards', async () => {
    const port = await aFreePort()
    start('registry', { PORT: String(port), ...ofService('registry') })
    const token = await issuer.tokenFor({ role: 'administrator' })
    await eventually(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/registry/regions`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body: JSON.stringify({ code: '34', name: '安徽省', occurredOn: '2020-01-01' }),
        })
        expect([200, 201]).toContain(answer.status)
      },
      { within: 60_000, describe: 'a region is defined' },
    )
    for (const [statement, refusal] of [
      ['update registry.event_log set type = type', 'append-only'],
      ['alter table registry.event_log disable trigger all', 'must be owner'],
      ['drop table registry.stream', 'must be owner'],
      ['create table registry.note (text text)', 'permission denied'],
      ['truncate registry.event_log', 'permission denied'],
    ] as const) {
      await expect(asked('registry', 'registry', statement)).rejects.toThrow(refusal)
    }
  })

  it.each(['milestones', 'milestones_owner'])('%s cannot enter the database of another service', async (role) => {
    await expect(asked('registry', role, 'select 1')).rejects.toThrow('permission denied for database')
  })

  function urlOf(service: string, role: string): string {
    const url = new URL(server.url(service))
    url.username = role
    url.password = `${role.replace('_', '')}0123456789abcdef`
    return url.href
  }

  function databaseOf(service: string, role = service): Record<string, string> {
    return { [`${service.toUpperCase()}_DATABASE_URL`]: urlOf(service, role) }
  }

  /** As in docker-compose.yml, with brokers that are away: commands and questions need none. */
  function ofService(service: string): Record<string, string> {
    return {
      MIGRATIONS: 'done',
      PROFILE: 'separate',
      BUS: 'kafka',
      KAFKA_BROKERS: '127.0.0.1:1',
      OIDC_ISSUER: issuer.issuer,
      OIDC_JWKS_URL: issuer.jwksUrl,
      LOG_LEVEL: 'error',
      EVIDENCE_DIRECTORY: join(folder, 'evidence'),
      ...databaseOf(service),
    }
  }

  function start(service: string, environment: Record<string, string>): ChildProcess {
    const program = resolve('dist', 'apps', service, 'src', 'main.js')
    const child = spawn(process.execPath, [program], { env: environmentWith(environment), stdio: 'ignore' })
    running.push(child)
    return child
  }

  async function ended(child: ChildProcess): Promise<number | null> {
    const [code] = (await once(child, 'exit')) as [number | null]
    return code
  }

  async function asked(service: string, role: string, statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: urlOf(service, role) })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
})
