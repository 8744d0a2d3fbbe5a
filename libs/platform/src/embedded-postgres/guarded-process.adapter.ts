import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * A server of ours that must end when we do, however we end.
 *
 * It runs in a session of its own, so a Ctrl-C in the terminal reaches us alone and we can drain before it stops. Beside
 * it waits a tiny shell that reads from a pipe which only its owner holds open: when the owner dies, even by SIGKILL, the
 * pipe closes and the shell sends the server its stop signal. Windows has no such shell; there the owner has to stop it.
 */
export interface GuardedProcess {
  readonly pid: number
  /** Resolves when the process is gone, with its exit code or the signal that ended it. */
  readonly exited: Promise<string>
  hasExited(): boolean
  signal(signal: NodeJS.Signals): void
  /** Sends each signal in turn and waits for the exit after each; returns how it ended. */
  stop(steps: readonly StopStep[]): Promise<string>
}

export interface StopStep {
  readonly signal: NodeJS.Signals
  readonly patienceMs: number
}

export interface GuardedCommand {
  readonly program: string
  readonly args: readonly string[]
  /** Both output streams are appended to this file. */
  readonly logFile: string
  readonly stopSignal: 'INT' | 'TERM' | 'KILL'
  /** This process's own when not given. */
  readonly environment?: NodeJS.ProcessEnv
  readonly identity?: { readonly uid: number; readonly gid: number }
  /** Further open files that the program finds under the numbers from 3 on. */
  readonly descriptors?: readonly number[]
  /** A named pipe held open by another process, which then is the owner instead of this one. */
  readonly lifeline?: string
}

const WAIT_FOR_OWNER = 'read -r _; kill -"$1" "$2" 2>/dev/null'

export async function spawnGuarded(command: GuardedCommand): Promise<GuardedProcess> {
  const log = openSync(command.logFile, 'a')
  const shared = { detached: true, cwd: '/', ...command.identity }
  const child = spawn(command.program, command.args, {
    ...shared,
    env: command.environment,
    stdio: ['ignore', log, log, ...(command.descriptors ?? [])],
  })
  closeSync(log)
  if (child.pid === undefined) throw (await once(child, 'error'))[0]
  const watcher = process.platform === 'win32' ? undefined : watch(child.pid, command, shared)
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => {
      watcher?.kill('SIGKILL')
      resolve(signal ?? `exit code ${code}`)
    }),
  )
  child.unref()
  return guarded(child, child.pid, exited)
}

function watch(pid: number, command: GuardedCommand, shared: object): ChildProcess {
  const lifeline = command.lifeline === undefined ? 'pipe' : openSync(command.lifeline, 'r')
  const watcher = spawn('/bin/sh', ['-c', WAIT_FOR_OWNER, 'sh', command.stopSignal, String(pid)], {
    ...shared,
    stdio: [lifeline, 'ignore', 'ignore'],
  })
  watcher.on('error', () => undefined)
  watcher.stdin?.on('error', () => undefined)
  if (typeof lifeline === 'number') closeSync(lifeline)
  if (watcher.stdin && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref()
  watcher.unref()
  return watcher
}

function guarded(child: ChildProcess, pid: number, exited: Promise<string>): GuardedProcess {
  const hasExited = () => child.exitCode !== null || child.signalCode !== null
  return {
    pid,
    exited,
    hasExited,
    signal: (signal) => void child.kill(signal),
    async stop(steps) {
      child.ref()
      for (const { signal, patienceMs } of steps) {
        if (hasExited()) break
        child.kill(signal)
        const deadline = new AbortController()
        await Promise.race([exited, pause(patienceMs, undefined, deadline).catch(() => undefined)])
        deadline.abort()
      }
      return exited
    },
  }
}
