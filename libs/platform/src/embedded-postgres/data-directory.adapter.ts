import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from '@zhuji/kernel'
import type { PostgresBinaries } from './postgres-binaries.adapter.js'
import { HandedOver, type Identity } from './reach.adapter.js'
import { serverEnvironment } from './server-environment.config.js'

export const SUPERUSER = 'zhuji'
export const PASSWORD_FILE = 'zhuji-password'

export interface ClusterPlan {
  readonly directory: string
  readonly binaries: PostgresBinaries
  readonly identity: Identity | undefined
  readonly ephemeral: boolean
}

/**
 * Makes sure the directory holds a cluster of our major version and returns its password. A new cluster is made beside
 * the directory and moved there whole, so a crash on the way never leaves half a cluster behind.
 */
export async function openCluster(plan: ClusterPlan): Promise<string> {
  if (!(await hasCluster(plan))) await createCluster(plan)
  return readFile(join(plan.directory, PASSWORD_FILE), 'utf8').catch(unreadable(plan.directory))
}

async function hasCluster({ directory, binaries }: ClusterPlan): Promise<boolean> {
  const entries = await readdir(directory).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    return unreadable(directory)(error)
  })
  if (entries.length === 0) return false
  if (!entries.includes('PG_VERSION')) {
    throw new DomainError('conflict', 'embedded-postgres-directory-holds-other-files', { figures: { directory } })
  }
  const found = (await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(unreadable(directory))).trim()
  if (found !== String(binaries.major)) {
    const figures = { directory, found, expected: String(binaries.major) }
    throw new DomainError('conflict', 'embedded-postgres-other-major', { figures })
  }
  return true
}

async function createCluster(plan: ClusterPlan): Promise<void> {
  const { directory, identity } = plan
  const draft = `${directory}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  const passwordFile = `${draft}.password`
  await mkdir(dirname(directory), { recursive: true })
  try {
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await mkdir(draft, { mode: 0o700 })
    if (identity) for (const path of [draft, passwordFile]) await chown(path, identity.uid, identity.gid)
    await initialise(plan, draft, passwordFile)
    await rename(passwordFile, join(draft, PASSWORD_FILE))
    await rename(draft, directory).catch((error: NodeJS.ErrnoException) => {
      // Another process was first with the same directory; its cluster stands and ours is thrown away.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

/** Text sorts by code point everywhere (builtin C.UTF-8), so an order never changes with the operating system. */
async function initialise(plan: ClusterPlan, draft: string, passwordFile: string): Promise<void> {
  const auth = plan.ephemeral ? 'trust' : 'scram-sha-256'
  const handedOver = new HandedOver(plan.identity)
  const args = [
    `--pgdata=${await handedOver.nameOf(draft)}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${await handedOver.nameOf(passwordFile)}`,
    `--auth-local=${auth}`,
    `--auth-host=${auth}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(plan.ephemeral ? ['--no-sync'] : []),
  ]
  try {
    await runInitdb(plan, args, handedOver.descriptors)
  } catch (error) {
    const reason = (error as Error).message.trim().slice(-500)
    const figures = { directory: plan.directory, uid: plan.identity?.uid ?? process.getuid?.() ?? null, reason }
    throw new DomainError('unavailable', 'embedded-postgres-cannot-initialise', { figures })
  } finally {
    handedOver.close()
  }
}

/** Rejects with what the program wrote to standard error. */
function runInitdb(plan: ClusterPlan, args: readonly string[], descriptors: readonly number[]): Promise<void> {
  const child = spawn(plan.binaries.initdb, args, {
    ...plan.identity,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', ...descriptors],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(complaint || `initdb ended with ${signal ?? `exit code ${code}`}`)),
    )
  })
}

function unreadable(directory: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'ENOENT') throw error
    const figures = { directory, reason: error.message }
    throw new DomainError('conflict', 'embedded-postgres-directory-unreadable', { figures })
  }
}
