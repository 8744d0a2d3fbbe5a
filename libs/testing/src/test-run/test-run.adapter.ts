import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readTestRunConfig } from './test-run.config.js'

/**
 * Servers that all spec files of one jest run share, started by the first worker that asks.
 *
 * The folder of the run holds `<name>.lock` (who is starting it) and `<name>.server.json` (what came of it, also a
 * failure, so that nobody waits for a second attempt at something that cannot work). The starter may end long before the
 * run does, therefore the server hangs on the pipe of jest's main process and not on its starter.
 * Outside a jest run the folder is this process's own, and its servers end with this process.
 */
export interface TestRun {
  readonly directory: string
  /** Different for every run; part of the names of databases and topics. */
  readonly id: string
  /** Who owns the servers: the pipe of the run and its holder; undefined when it is this process. */
  readonly owner: { readonly lifeline: string; readonly pid: number } | undefined
}

interface Outcome<Value> {
  readonly value?: Value
  readonly failure?: string
  readonly pids: readonly number[]
}

const START_PATIENCE_MS = 300_000
const POLL_MS = 20

let ownDirectory: string | undefined

export function currentTestRun(): TestRun {
  const directory = readTestRunConfig().directory ?? (ownDirectory ??= makeOwnDirectory())
  const lifeline = join(directory, 'lifeline')
  const pid = () => Number(readFileSync(join(directory, 'owner.pid'), 'utf8'))
  const owner = existsSync(lifeline) ? { lifeline, pid: pid() } : undefined
  return { directory, id: basename(directory).split('-').at(-1)!.toLowerCase(), owner }
}

/** Starts a server once per run; every later call, in whichever worker, gets the same value or the same error. */
export async function oncePerRun<Value>(
  name: string,
  start: (run: TestRun) => Promise<{ value: Value; pids: readonly number[] }>,
): Promise<Value> {
  const run = currentTestRun()
  const record = join(run.directory, `${name}.server.json`)
  const lock = join(run.directory, `${name}.lock`)
  const deadline = Date.now() + START_PATIENCE_MS
  for (;;) {
    const outcome = await readOutcome<Value>(record)
    if (outcome?.failure !== undefined) throw new Error(`${name} could not be started: ${outcome.failure}`)
    if (outcome) return outcome.value as Value
    if (await takeLock(lock)) await writeOutcome(record, await attempt(() => start(run)))
    else if (Date.now() > deadline) throw new Error(`${name} was not started within ${START_PATIENCE_MS} ms`)
    else await pause(POLL_MS)
  }
}

async function attempt<Value>(start: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await start()
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), pids: [] }
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
  if (holder > 0 && holder !== process.pid && !isAlive(holder)) await rm(lock, { force: true })
  return false
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function readOutcome<Value>(record: string): Promise<Outcome<Value> | undefined> {
  const text = await readFile(record, 'utf8').catch(() => '')
  return text ? (JSON.parse(text) as Outcome<Value>) : undefined
}

async function writeOutcome(record: string, outcome: Outcome<unknown>): Promise<void> {
  await writeFile(`${record}.new`, JSON.stringify(outcome))
  await rename(`${record}.new`, record)
}

/** Not removed when this process ends, because its servers end a moment later; the next jest run does. */
function makeOwnDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'zhuji-tests-'))
  chmodSync(directory, 0o755)
  writeFileSync(join(directory, 'owner.pid'), String(process.pid))
  return directory
}
