import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True while a process with this id runs. A zombie that nobody has reaped yet holds no files and counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return statOf(pid)?.state !== 'Z'
}

/** The program's short name (`postgres`), or undefined where the system does not tell. */
export function programOf(pid: number): string | undefined {
  const name = statOf(pid)?.program ?? ps(pid, 'comm')
  return name?.split('/').at(-1)
}

/**
 * A mark that two processes never share, even when the system gives a process id out again: the moment it started, in
 * the system's own notation. Undefined where the system does not tell.
 */
export function birthMarkOf(pid: number): string | undefined {
  return statOf(pid)?.startedAtTicks ?? ps(pid, 'lstart')
}

/** Linux: /proc/<pid>/stat is `pid (program) state …` and its 22nd field is the start in clock ticks since boot. */
function statOf(pid: number): { program: string; state: string; startedAtTicks: string } | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const close = text.lastIndexOf(')')
    const fields = text.slice(close + 2).split(' ')
    return { program: text.slice(text.indexOf('(') + 1, close), state: fields[0]!, startedAtTicks: fields[19]! }
  } catch {
    return undefined
  }
}

function ps(pid: number, column: string): string | undefined {
  if (process.platform === 'linux' || process.platform === 'win32') return undefined
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
