import { readFile } from 'node:fs/promises'

const TICKS_PER_SECOND = 100

/** CPU seconds (user and system) a process and its threads have used so far; 0 where the system does not tell. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return 0
  // The name in brackets may hold blanks; user and system time are the 14th and 15th fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Of PostgreSQL: its server processes come and go with the connections. */
export async function cpuSecondsOfTree(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const pids = [pid, ...children.trim().split(' ').filter(Boolean).map(Number)]
  const all = await Promise.all(pids.map(cpuSecondsOf))
  return all.reduce((sum, seconds) => sum + seconds, 0)
}
