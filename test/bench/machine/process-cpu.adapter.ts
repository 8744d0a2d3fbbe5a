import { readFile } from 'node:fs/promises'

const TICKS_PER_SECOND = 100

interface CpuSeconds {
  readonly own: number
  /** Of children that have ended and were waited for, with their own such children. */
  readonly endedChildren: number
}

/** CPU seconds (user and system) a process and its threads have used so far; 0 where the system does not tell. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  return (await statOf(pid)).own
}

/**
 * Of PostgreSQL: its server processes come and go with the connections, and what they used goes to the process that started
 * them when they end. That one is read last, so that nothing is left out.
 */
export async function cpuSecondsOfTree(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const running = await Promise.all(children.trim().split(' ').filter(Boolean).map(Number).map(cpuSecondsOf))
  const { own, endedChildren } = await statOf(pid)
  return running.reduce((sum, seconds) => sum + seconds, own + endedChildren)
}

async function statOf(pid: number): Promise<CpuSeconds> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return { own: 0, endedChildren: 0 }
  // The name in brackets may hold blanks; the four times are the 14th to the 17th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system, childrenUser, childrenSystem] = fields
    .slice(11, 15)
    .map((ticks) => Number(ticks) / TICKS_PER_SECOND)
  return { own: user! + system!, endedChildren: childrenUser! + childrenSystem! }
}
