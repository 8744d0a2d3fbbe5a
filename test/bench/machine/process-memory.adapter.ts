import { readFile } from 'node:fs/promises'

/** What of a process lies in memory, in millions of bytes; not a number where the system does not tell. */
export async function residentMegabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return (Number(kibibytes) * 1_024) / 1_000_000
}
