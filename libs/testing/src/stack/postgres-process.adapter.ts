import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { EmbeddedServer } from '@zhuji/platform'
import pg from 'pg'
import { type Ending, endingOf, type StackProcess } from './stack-process.js'
import { type Service, services } from './stack-plan.js'

export interface DatabaseServer extends StackProcess {
  /** Each service signs in as itself and owns one database; no other service may enter it. */
  databaseUrl(service: Service): string
}

/** The embedded PostgreSQL of a stack. It keeps its port over restarts, because the services are told once where it is. */
export class PostgresProcess implements DatabaseServer {
  readonly name = 'postgres'
  readonly logFile: string
  private server: EmbeddedServer | undefined
  private running = false
  private readonly passwords = new Map<string, string>()

  constructor(
    private readonly directory: string,
    private readonly port: number,
  ) {
    this.logFile = join(directory, 'zhuji-startup.log')
  }

  get pid(): number | undefined {
    return this.running ? this.server?.pid : undefined
  }

  get exited(): Promise<Ending> {
    if (!this.server) throw new Error('PostgreSQL was never started')
    return this.server.exited.then(endingOf)
  }

  kill(signal: NodeJS.Signals): void {
    if (this.pid !== undefined) process.kill(this.pid, signal)
  }

  async stop(): Promise<Ending> {
    if (!this.server) return endingOf('exit code 0')
    await this.server.stop()
    return this.exited
  }

  async start(): Promise<void> {
    if (this.running) return
    const { startEmbeddedPostgres } = await import('@zhuji/platform')
    const server = await startEmbeddedPostgres({ dataDirectory: this.directory, port: this.port })
    this.server = server
    this.running = true
    void server.exited.then(() => (this.running = this.server !== server))
    if (this.passwords.size === 0) await this.openDatabases(server)
  }

  databaseUrl(service: Service, port = this.port): string {
    return `postgres://${service}:${this.passwords.get(service)}@127.0.0.1:${port}/${service}`
  }

  /** Passwords are made afresh by every stack: nobody has to keep them. */
  private async openDatabases(server: EmbeddedServer): Promise<void> {
    const admin = new pg.Client({ connectionString: server.url('postgres') })
    await admin.connect()
    try {
      for (const service of services) {
        const password = randomBytes(24).toString('base64url')
        const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [service])
        if (rowCount === 0) await admin.query(`create role ${service} login`)
        await admin.query(`alter role ${service} password '${password}'`)
        const known = await admin.query('select from pg_database where datname = $1', [service])
        if (known.rowCount === 0) await admin.query(`create database ${service} owner ${service}`)
        await admin.query(`revoke connect on database ${service} from public`)
        this.passwords.set(service, password)
      }
    } finally {
      await admin.end()
    }
  }
}
