import { chown, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { execFile } from 'node:child_process'
import { totalmem } from 'node:os'
import { promisify } from 'node:util'
import { DomainError } from '@zhuji/kernel'
import { type ClusterPlan, openCluster, SUPERUSER } from './data-directory.adapter.js'
import { aFreePort, isPortFree, LOOPBACK } from './free-port.adapter.js'
import { type GuardedProcess, spawnGuarded } from './guarded-process.adapter.js'
import { claimDirectory, directoryInUse, noteOwner, readPostmasterFile, type Say } from './ownership.adapter.js'
import { postgresBinaries, serverIdentity } from './postgres-binaries.adapter.js'
import { HandedOver } from './reach.adapter.js'
import { serverEnvironment } from './server-environment.config.js'
import { settingsFor } from './server-settings.js'

const run = promisify(execFile)

export interface EmbeddedPostgresOptions {
  /** Created when missing; holds the cluster, its password (mode 0600) and its log. */
  readonly dataDirectory: string
  /** On 127.0.0.1; a free one is taken when not given. */
  readonly port?: number
  /** For tests: gives up durability for speed, asks no password, and `stop` deletes the directory. */
  readonly ephemeral?: boolean
  /** PostgreSQL settings that override ours (`shared_buffers: '256MB'`). */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when something of an earlier run had to be put right. Standard error when not given. */
  readonly say?: Say
  /** A named pipe of the process that owns the server instead of this one, and that process's id. */
  readonly owner?: { readonly lifeline: string; readonly pid: number }
}

export interface EmbeddedServer {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly pid: number
  /** Resolves when the server has ended, by `stop` or by itself, with its exit code or signal. */
  readonly exited: Promise<string>
  url(database: string): string
  /** Rolls open transactions back, writes a checkpoint and ends; repeated calls wait for the same end. */
  stop(): Promise<void>
}

const READY_PATIENCE_MS = 60_000
const POLL_MS = 5
const STARTUP_LOG = 'zhuji-startup.log'
const STOP_FAST = { signal: 'SIGINT', patienceMs: 4_000 } as const
const STOP_IMMEDIATELY = { signal: 'SIGQUIT', patienceMs: 2_000 } as const
const STOP_HARD = { signal: 'SIGKILL', patienceMs: 2_000 } as const

/**
 * Runs a real PostgreSQL 18 beside this process, on loopback only. Throws a DomainError of kind `conflict`
 * (embedded-postgres-directory-in-use, -port-in-use, -other-major, -directory-holds-other-files, -directory-unreadable,
 * -directory-closed, -directory-not-ours) or
 * `unavailable` (-not-installed, -needs-ordinary-user, -cannot-initialise, -cannot-start); the figures name the directory,
 * the process or the port.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const directory = resolve(options.dataDirectory)
  const say = options.say ?? ((sentence) => void process.stderr.write(`${sentence}\n`))
  const identity = await serverIdentity()
  const binaries = await postgresBinaries(identity)
  const plan: ClusterPlan = { directory, binaries, identity, ephemeral: options.ephemeral ?? false }
  await claimDirectory(directory, say)
  const password = await openCluster(plan)
  const port = options.port ?? (await aFreePort())
  if (!(await isPortFree(port))) throw portInUse(port)
  const server = await startServer(plan, port, options)
  await noteOwner(directory, server.pid, options.owner?.pid)
  let stopped: Promise<void> | undefined
  return {
    host: LOOPBACK,
    port,
    user: SUPERUSER,
    password,
    pid: server.pid,
    exited: server.exited,
    url: (database) => `postgres://${SUPERUSER}:${password}@${LOOPBACK}:${port}/${encodeURIComponent(database)}`,
    stop: () => (stopped ??= stopServer(server, plan)),
  }
}

async function startServer(plan: ClusterPlan, port: number, options: EmbeddedPostgresOptions) {
  const deadline = Date.now() + READY_PATIENCE_MS
  for (;;) {
    const server = await spawnServer(plan, port, options)
    const failure = await untilReady(server, plan.directory, deadline)
    if (failure === undefined) return server
    // After a SIGKILL of the server its sessions take a moment to notice; until then it refuses to start over them.
    if (!/pre-existing shared memory block/.test(failure) || Date.now() > deadline) {
      throw await explain(failure, plan.directory, port)
    }
    await pause(100)
  }
}

async function spawnServer(plan: ClusterPlan, port: number, options: EmbeddedPostgresOptions): Promise<GuardedProcess> {
  const logFile = join(plan.directory, STARTUP_LOG)
  await writeFile(logFile, '', { mode: 0o600 })
  if (plan.identity) await chown(logFile, plan.identity.uid, plan.identity.gid)
  const settings = { ...settingsFor(plan.ephemeral, totalmem()), ...options.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const handedOver = new HandedOver(plan.identity)
  try {
    const directory = await handedOver.nameOf(plan.directory)
    return await spawnGuarded({
      program: plan.binaries.postgres,
      args: ['-D', directory, '-p', String(port), ...flags],
      logFile,
      stopSignal: 'INT',
      environment: serverEnvironment(),
      identity: plan.identity,
      descriptors: handedOver.descriptors,
      lifeline: options.owner?.lifeline,
    })
  } finally {
    handedOver.close()
  }
}

/** Undefined once the server takes connections; otherwise what it wrote before it gave up. */
async function untilReady(server: GuardedProcess, directory: string, deadline: number): Promise<string | undefined> {
  while (!server.hasExited()) {
    const file = await readPostmasterFile(directory)
    if (file?.pid === server.pid && file.status === 'ready') return undefined
    if (Date.now() > deadline) {
      await server.stop([STOP_IMMEDIATELY, STOP_HARD])
      return `not ready within ${READY_PATIENCE_MS} ms; ${await lastWords(directory)}`
    }
    await pause(POLL_MS)
  }
  return lastWords(directory)
}

async function lastWords(directory: string): Promise<string> {
  const logs = await readdir(join(directory, 'log')).catch(() => [])
  const files = [join(directory, STARTUP_LOG), ...logs.map((name) => join(directory, 'log', name))]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return texts.map((text) => text.trim().split('\n').slice(-5).join('\n')).join('\n')
}

async function explain(failure: string, directory: string, port: number): Promise<DomainError> {
  if (/lock file "postmaster.pid" already exists/.test(failure)) {
    return directoryInUse(directory, (await readPostmasterFile(directory)) ?? { pid: 0, port: 0 })
  }
  if (!(await isPortFree(port))) return portInUse(port)
  const figures = { directory, port, reason: failure.slice(-800) }
  return new DomainError('unavailable', 'embedded-postgres-cannot-start', { figures })
}

function portInUse(port: number): DomainError {
  return new DomainError('conflict', 'embedded-postgres-port-in-use', { figures: { host: LOOPBACK, port } })
}

async function stopServer(server: GuardedProcess, plan: ClusterPlan): Promise<void> {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', plan.directory, '-m', plan.ephemeral ? 'immediate' : 'fast', '-t', '5']
    await run(plan.binaries.pgCtl, args).catch(() => undefined)
  }
  await server.stop(plan.ephemeral ? [STOP_IMMEDIATELY, STOP_HARD] : [STOP_FAST, STOP_IMMEDIATELY, STOP_HARD])
  if (plan.ephemeral) await rm(plan.directory, { recursive: true, force: true, maxRetries: 5 })
}
