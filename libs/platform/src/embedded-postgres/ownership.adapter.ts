import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '@zhuji/kernel'
import { birthMarkOf, isRunning, programOf } from './process-facts.adapter.js'

/**
 * Who runs the server in a data directory.
 *
 * PostgreSQL keeps `postmaster.pid` while it runs; after a crash the file stays and may name a process that is gone, or
 * a process id that the system has given to something else since. Beside it we keep our own note of which process
 * started the server. The server's process and its owner's process decide what the next start may do:
 *
 * | server | owner | next start |
 * |---|---|---|
 * | gone | any | starts; PostgreSQL replays its log |
 * | id now belongs to another program | any | removes the stale file, starts |
 * | running | running, or unknown | refuses |
 * | running | gone | stops the left-over server, then starts |
 */
interface Owner {
  readonly serverPid: number
  readonly ownerPid: number
  readonly ownerBirthMark: string | undefined
}

const OWNER_FILE = 'zhuji-owner.json'
const LEFT_OVER_PATIENCE_MS = 15_000
const OWNER_NOTE_PATIENCE_MS = 2_000

export type Say = (sentence: string) => void

export interface PostmasterFile {
  readonly pid: number
  readonly port: number
  readonly status: string
}

/** PostgreSQL writes one fact per line: the process id first, the port fourth, `ready` or `starting` eighth. */
export async function readPostmasterFile(directory: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7] ?? '' } : undefined
}

export async function claimDirectory(directory: string, say: Say): Promise<void> {
  const server = await readPostmasterFile(directory)
  if (!server) return
  if (!isRunning(server.pid)) {
    say(`the last PostgreSQL server in ${directory} (process ${server.pid}) did not stop cleanly; it recovers now`)
    return
  }
  const program = programOf(server.pid)
  if (program !== undefined && !program.startsWith('postgres')) {
    await rm(join(directory, 'postmaster.pid'), { force: true })
    say(`removed a stale postmaster.pid from ${directory}: process ${server.pid} is another program now`)
    return
  }
  const owner = await ownerOf(directory, server.pid)
  if (!owner || ownerIsRunning(owner)) throw directoryInUse(directory, server, owner)
  await stopLeftOver(directory, server.pid)
  say(`stopped the PostgreSQL server ${server.pid} in ${directory}, left behind by process ${owner.ownerPid}`)
}

export async function noteOwner(directory: string, serverPid: number, ownerPid = process.pid): Promise<void> {
  const owner: Owner = { serverPid, ownerPid, ownerBirthMark: birthMarkOf(ownerPid) }
  const file = join(directory, OWNER_FILE)
  await writeFile(`${file}.new`, JSON.stringify(owner), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function directoryInUse(directory: string, server: { pid: number; port: number }, owner?: Owner): DomainError {
  const figures = { directory, pid: server.pid, port: server.port || null, ownerPid: owner?.ownerPid ?? null }
  return new DomainError('conflict', 'embedded-postgres-directory-in-use', { figures })
}

/** The note is written just after the server is ready, so a note about an earlier server gets a moment to change. */
async function ownerOf(directory: string, serverPid: number): Promise<Owner | undefined> {
  const deadline = Date.now() + OWNER_NOTE_PATIENCE_MS
  for (;;) {
    const text = await readFile(join(directory, OWNER_FILE), 'utf8').catch(() => '')
    const owner = text ? (JSON.parse(text) as Owner) : undefined
    if (owner?.serverPid === serverPid) return owner
    if (Date.now() > deadline || !isRunning(serverPid)) return undefined
    await pause(50)
  }
}

function ownerIsRunning(owner: Owner): boolean {
  if (!isRunning(owner.ownerPid)) return false
  const birthMark = birthMarkOf(owner.ownerPid)
  return birthMark === undefined || owner.ownerBirthMark === undefined || birthMark === owner.ownerBirthMark
}

async function stopLeftOver(directory: string, pid: number): Promise<void> {
  const deadline = Date.now() + LEFT_OVER_PATIENCE_MS
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw directoryInUse(directory, { pid, port: 0 })
  }
  while (isRunning(pid)) {
    if (Date.now() > deadline) throw directoryInUse(directory, { pid, port: 0 })
    await pause(20)
  }
}
